// Brings the field of the address into view, or the head of the part that was turned to.

import { useEffect, useRef } from "react";

/** Waits until the part is drawn; the first arrival at a part moves nothing. */
export function useArrival(visit: string, anchor: string, part: string | undefined, drawn: boolean) {
  const first = useRef(true);
  useEffect(() => {
    if (part && !drawn) return;
    const target = anchor ? document.getElementById(anchor) : null;
    if (target) {
      target.scrollIntoView({ block: "center" });
      const input = target.querySelector<HTMLElement>("input:not([type=file]):not(:disabled), textarea:not(:disabled), select:not(:disabled), button:not(:disabled)");
      (input ?? target).focus({ preventScroll: true });
    } else if (!first.current) {
      const head = document.querySelector<HTMLElement>(".part-screen h2, [data-overview]");
      window.scrollTo({ top: 0 });
      head?.focus({ preventScroll: true });
    }
    first.current = false;
  }, [visit, anchor, part, drawn]);
}
