// Whether the screen is wide enough for a table.

import { useSyncExternalStore } from "react";

const wide = (from: number): MediaQueryList => window.matchMedia(`(min-width: ${from}px)`);

export function useWide(from = 900): boolean {
  return useSyncExternalStore(
    (hear) => {
      const query = wide(from);
      query.addEventListener("change", hear);
      return () => query.removeEventListener("change", hear);
    },
    () => wide(from).matches,
  );
}
