import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { canonical, chancesOf, check, drawnPanels, type PublicRecord } from "./record";
import { bytesOf, commitmentOf, fileOf, hexOf, newSeed, seedIn } from "./seed";

// The golden values of services/review/draw.
const GO = new URL("../../../../../services/review/draw/", import.meta.url);
const source = readFileSync(new URL("proof/proof_test.go", GO), "utf8");
const goldenCommit = /goldenCommit = "([0-9a-f]{64})"/.exec(source)?.[1] ?? "";
const golden = readFileSync(new URL("testdata/record.json", GO), "utf8");
const first = readFileSync(new URL("first/testdata/record.json", GO), "utf8");
const seedOne = `0100${"00".repeat(29)}07`;

const record = (change: (text: string) => string = (text) => text) => JSON.parse(change(golden)) as PublicRecord;
const published = { commitment: record().batch.commitment.hash, batch: record().seal.hash };
const unsound = async (one: PublicRecord) => (await check(one, published)).filter((each) => !each.sound).map((each) => each.what);

describe("a seed", () => {
  it("commits to the same as the server does", async () => {
    expect(goldenCommit).toHaveLength(64);
    expect(await commitmentOf("b", seedOne)).toBe(goldenCommit);
    expect(await commitmentOf("c", seedOne)).not.toBe(goldenCommit);
  });

  it("is 32 bytes, new every time, and comes back from its file", () => {
    const seed = newSeed();
    expect(seed).toMatch(/^[0-9a-f]{64}$/);
    expect(newSeed()).not.toBe(seed);
    expect(seedIn(fileOf(seed))).toBe(seed);
    expect(hexOf(bytesOf(seed))).toBe(seed);
  });

  it.each(["", "abc", "Z".repeat(64), "ab".repeat(33)])("is not in a file that holds %j", (text) => {
    expect(seedIn(text)).toBeUndefined();
  });
});

describe("a public record", () => {
  it("is canonical byte for byte as the server writes it", () => {
    expect(canonical(record() as never)).toBe(golden.trim());
  });

  it("of the first code is read and checked as well", async () => {
    const old = JSON.parse(first) as PublicRecord;
    expect((await check(old, { commitment: old.batch.commitment.hash, batch: old.seal.hash })).every((each) => each.sound)).toBe(true);
    const panels = drawnPanels(old);
    expect(panels.map((one) => one.members.length)).toEqual([5, 5, 5]);
    expect(panels[0]?.reserves.length).toBeGreaterThan(0);
  });

  it("tells members, reserves in the order of their call, and lots put aside", () => {
    const written = record().outcome?.panels[0];
    const [panel] = drawnPanels(record());
    expect(panel?.members).toEqual(written?.members?.map((one) => one.expert));
    expect(panel?.reserves.slice(0, 2)).toEqual([written?.members?.[0]?.reserves?.[0], written?.members?.[1]?.reserves?.[0]]);
    expect(drawnPanels(record()).flatMap((one) => one.aside).length).toBeGreaterThan(0);
  });

  it("tells everybody's chances with their margin", () => {
    const chances = chancesOf(record());
    expect(chances?.margin).toBe(49);
    expect(chances?.rows.map((row) => [row.application, row.seats])).toEqual([["a1", 5], ["a2", 5], ["a3", 5]]);
    expect(chances?.rows[0]).toMatchObject({ experts: 13, least: 25, greatest: 75 });
    expect(chancesOf(JSON.parse(first) as PublicRecord)).toBeUndefined();
  });

  it("agrees with itself", async () => {
    expect(await unsound(record())).toEqual([]);
    expect((await check(record(), published)).map((each) => each.what)).toEqual(["commitment", "parts", "batch", "published", "key"]);
  });

  it.each([
    ["an expert's load", (text: string) => text.replace('"id":"f01","kinds":["finance"],"load":2', '"id":"f01","kinds":["finance"],"load":3'), ["parts"]],
    ["an exclusion", (text: string) => text.replace("same_org", "avoid"), ["parts"]],
    ["the seed", (text: string) => text.replace(/"seed":"../, '"seed":"ff'), ["commitment", "key"]],
    ["the batch hash", (text: string) => text.replace(/"seal":\{"hash":"../, '"seal":{"hash":"zz'), ["batch", "published", "key"]],
  ])("tells that %s was altered", async (_, change, wrong) => {
    expect(change(golden)).not.toBe(golden);
    expect(await unsound(record(change))).toEqual(wrong);
  });

  it("tells a commitment that is not the published one", async () => {
    expect((await check(record(), { ...published, commitment: "0" })).filter((each) => !each.sound).map((each) => each.what)).toEqual(["published"]);
  });
});
