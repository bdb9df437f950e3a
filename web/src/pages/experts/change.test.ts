import { describe, expect, it } from "vitest";
import { sayValue } from "./change";

describe("a value of the history", () => {
  it("is read in short", () => {
    expect(sayValue('"candidate"')).toBe("待核验");
    expect(sayValue('["聚氨酯","树脂"]')).toBe("聚氨酯；树脂");
    expect(sayValue('[{"organisation_name":"示例大学","from":"2018-09-01"}]')).toBe("示例大学 2018-09-01");
    expect(sayValue("null")).toBe("—");
    expect(sayValue("{")).toBe("—");
  });
});
