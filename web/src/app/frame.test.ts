import { afterEach, describe, expect, it } from "vitest";
import { acting, actingHeader, capacityOf, limitedTo } from "./acting";
import { keep, oneOf } from "./kept";
import { grouped, placeOf, step, type Found } from "./search/hits";
import { keepRecent, readRecent, withRecent } from "./search/recent";
import { shadeOf } from "./shade";
import { isWriting } from "./useSearchKeys";

const PI = { role: "pi", organisation: "org-a" };
const UNIT = { role: "institution", organisation: "org-b" };

describe("the capacity one acts in", () => {
  afterEach(() => acting.set(""));

  it("leaves one grant of several", () => {
    expect(limitedTo([PI, UNIT], capacityOf(UNIT))).toEqual([UNIT]);
  });

  it("that one does not hold hides nothing", () => {
    expect(limitedTo([PI, UNIT], "officer@org-x")).toEqual([PI, UNIT]);
  });

  it("goes with every call but those that ask who one is", () => {
    expect(actingHeader("ListQueue")).toBe("");
    acting.set(capacityOf(PI));
    expect(actingHeader("ListQueue")).toBe("pi@org-a");
    expect(["WhoAmI", "SignIn", "SignOut"].map(actingHeader)).toEqual(["", "", ""]);
  });
});

describe("a choice", () => {
  it("tells those who listen, and starts from what is known only", () => {
    const choice = keep<"a" | "b">("test.choice", "a", oneOf("a", "b"));
    const heard: string[] = [];
    const leave = choice.subscribe(() => heard.push(choice.get()));
    choice.set("b");
    leave();
    choice.set("a");
    expect(heard).toEqual(["b"]);
  });

  it("of the device’s shade follows the device", () => {
    expect([shadeOf("system", true), shadeOf("system", false), shadeOf("light", true), shadeOf("dark", false)]).toEqual(["dark", "light", "light", "dark"]);
  });
});

describe("search", () => {
  const hit = (kind: string, id: string): Found => ({ kind, id, title: "苏青", code: "", machine: "", state: "", stateZh: "", stateEn: "", note: "" });

  it("groups by kind in one order, whatever order the hits came in", () => {
    expect(grouped([hit("topic", "t"), hit("docket", "d"), hit("person", "p"), hit("docket", "e")]).map((group) => [group.kind, group.hits.length])).toEqual([["docket", 2], ["person", 1], ["topic", 1]]);
  });

  it("leads to the page of each kind", () => {
    expect([hit("docket", "d"), hit("person", "p"), hit("organisation", "o"), hit("topic", "t")].map(placeOf)).toEqual([
      "/dockets/d", "/projects?pi=p&who=%E8%8B%8F%E9%9D%92", "/projects?host=o&who=%E8%8B%8F%E9%9D%92", "/plan?topic=t",
    ]);
  });

  it("walks round, and nowhere in an empty list", () => {
    expect([step(-1, 1, 3), step(2, 1, 3), step(0, -1, 3), step(-1, -1, 3), step(0, 1, 0)]).toEqual([0, 0, 2, 2, -1]);
  });

  it("remembers the newest eight, each once, and survives nonsense", () => {
    const box = new Map<string, string>();
    const store = { getItem: (key: string) => box.get(key) ?? null, setItem: (key: string, value: string) => void box.set(key, value) };
    for (const word of ["a", "b", "a", "  ", "c"]) keepRecent(word, store);
    expect(readRecent(store)).toEqual(["c", "a", "b"]);
    expect(withRecent("abcdefgh".split(""), "i")).toHaveLength(8);
    box.set("yanlu.searches", "{");
    expect(readRecent(store)).toEqual([]);
  });
});

describe("keys of the page", () => {
  it("are letters where somebody writes", () => {
    const target = (tagName: string, type = "") => ({ tagName, type }) as unknown as EventTarget;
    expect([target("INPUT", "text"), target("TEXTAREA"), target("SELECT"), target("INPUT", "checkbox"), target("A"), null].map(isWriting)).toEqual([true, true, true, false, false, false]);
  });
});
