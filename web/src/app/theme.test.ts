import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { palette, type Shade } from "./theme";

const sheet = readFileSync(new URL("./app.css", import.meta.url), "utf8");

/** The variables of one rule of the style sheet. */
function variables(selector: string): Record<string, string> {
  const from = sheet.indexOf(`\n${selector} {`);
  const rule = sheet.slice(from, sheet.indexOf("}", from));
  return Object.fromEntries([...rule.matchAll(/--y-([\w-]+): (#[0-9a-f]{6});/g)].map((found) => [found[1], found[2]]));
}

function luminance(colour: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * (channels[0] ?? 0) + 0.7152 * (channels[1] ?? 0) + 0.0722 * (channels[2] ?? 0);
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

describe.each<[Shade, string]>([["light", ":root"], ["dark", ':root[data-theme="dark"]']])("the %s colours", (shade, selector) => {
  const c = palette[shade];

  it("are the same in the style sheet", () => {
    expect(variables(selector)).toEqual(c);
  });

  it("can be read: text on every ground it stands on", () => {
    const pairs = [
      ...[c.bg, c.surface, c.raised].flatMap((ground) => [c.text, c.muted, c.brand, c.warn, c.bad, c.good].map((ink) => [ink, ground] as const)),
      [c.brand, c["brand-soft"]], [c.warn, c["warn-soft"]], [c.bad, c["bad-soft"]], [c.good, c["good-soft"]], [c["on-brand"], c.brand], [c.text, c["brand-soft"]], [c.muted, c["brand-soft"]],
    ] as const;
    for (const [ink, ground] of pairs) expect(contrast(ink, ground), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });

  it("show the edges of fields and the focus", () => {
    for (const edge of [c["line-strong"], c.focus]) expect(contrast(edge, c.surface), edge).toBeGreaterThanOrEqual(3);
  });
});
