import { describe, expect, it } from "vitest";
import { fill, translate } from "./index";

describe("words", () => {
  it("are found by their path, in the language in use", () => {
    expect(translate("zh", "nav.queue")).toBe("我的待办");
    expect(translate("en", "nav.queue")).toBe("My queue");
  });

  it("take facts, and leave none open", () => {
    expect(translate("zh", "wait.left", { span: "3 天" })).toBe("剩余 3 天");
    expect(fill("{{a}} of {{b}}", { a: 1 })).toBe("1 of ");
  });

  it("that are nowhere show their path, so that somebody notices", () => {
    expect(translate("en", "nav.nowhere")).toBe("nav.nowhere");
    expect(translate("en", "nav")).toBe("nav");
  });
});
