// A small choice of one person on one device (theme, unit of money, folded
// navigation): kept in the browser, shared by everything on the page.

import { useSyncExternalStore } from "react";

export type Kept<T extends string> = { get: () => T; set: (next: T) => void; subscribe: (hear: () => void) => () => void };

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** The browser's store; a browser that keeps nothing still chooses for this visit. */
function storeOf(kind: "device" | "tab"): Store | undefined {
  try {
    return kind === "tab" ? globalThis.sessionStorage : globalThis.localStorage;
  } catch {
    return undefined;
  }
}

/** A choice that starts as it was left; what cannot be understood falls back. */
export function keep<T extends string>(key: string, fallback: T, known: (text: string) => text is T, kind: "device" | "tab" = "device"): Kept<T> {
  const store = storeOf(kind);
  const read = (): T => {
    try {
      const text = store?.getItem(key) ?? "";
      return known(text) ? text : fallback;
    } catch {
      return fallback;
    }
  };
  let value = read();
  const hearers = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      value = next;
      try {
        if (next === fallback) store?.removeItem(key);
        else store?.setItem(key, next);
      } catch {
        // Kept for this visit only.
      }
      for (const hear of hearers) hear();
    },
    subscribe: (hear) => {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
  };
}

/** One of a few words. */
export const oneOf = <T extends string>(...words: T[]) => (text: string): text is T => (words as string[]).includes(text);

export function useKept<T extends string>(kept: Kept<T>): T {
  return useSyncExternalStore(kept.subscribe, kept.get);
}
