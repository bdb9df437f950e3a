// What this person searched for lately, on this device.

const KEY = "yanlu.searches";
const KEPT = 8;

export type Store = Pick<Storage, "getItem" | "setItem">;

/** The newest first, each once. */
export function withRecent(list: readonly string[], query: string): string[] {
  const said = query.trim();
  return said ? [said, ...list.filter((one) => one !== said)].slice(0, KEPT) : [...list];
}

export function readRecent(store: Store = localStorage): string[] {
  try {
    const list: unknown = JSON.parse(store.getItem(KEY) ?? "[]");
    return Array.isArray(list) ? list.filter((one): one is string => typeof one === "string").slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

export function keepRecent(query: string, store: Store = localStorage): void {
  try {
    store.setItem(KEY, JSON.stringify(withRecent(readRecent(store), query)));
  } catch {
    // Nothing is kept where nothing can be kept.
  }
}
