// The device’s copy of an unsaved draft, one for each person and docket.

import type { Kept, Shelf } from "./keeper";

export function deviceShelf(person: string, docket: string): Shelf {
  const key = `yanlu.draft.${person}.${docket}`;
  return {
    read: () => {
      try {
        const text = localStorage.getItem(key);
        return text ? (JSON.parse(text) as Kept) : undefined;
      } catch {
        return undefined;
      }
    },
    write: (kept) => {
      try {
        localStorage.setItem(key, JSON.stringify(kept));
      } catch {
        // A full or forbidden storage: the text still stands on the page and on its way to the server.
      }
    },
    clear: () => {
      try {
        localStorage.removeItem(key);
      } catch {
        // Nothing was kept.
      }
    },
  };
}
