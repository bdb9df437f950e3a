// Where figures lie between the lowest and the highest of a list, in hundredths of its width.

export type Scale = { at: (figure: number) => number };

/** The scale over all intervals of a list. */
export function scaleOf(rows: readonly { low: string; high: string; figure: string }[]): Scale {
  const all = rows.flatMap((row) => [row.low, row.high, row.figure]).filter(Boolean).map(Number);
  const low = Math.min(...all);
  const width = Math.max(...all) - low;
  return { at: (figure) => (width > 0 ? Math.round(((figure - low) / width) * 1000) / 10 : 50) };
}

/** “0.123” is “12%”; what no draw, or every draw, came to is nearly certain and never certain. */
export function percent(share: string): string {
  const value = Number(share);
  if (value < 0.01) return "<1%";
  if (value > 0.99) return ">99%";
  return `${Math.round(value * 100)}%`;
}
