// A dialog that is taken away gives the focus back to what opened it; where that
// is gone too, to what stands in its place.

import { useEffect, useState } from "react";

const DIALOG = "dialog, .ant-modal-wrap, .ant-drawer";
const STOPS = "button:enabled, a[href], input:enabled, select:enabled, textarea:enabled";

/** The element and what holds it, from the inside out. */
type Way = HTMLElement[];

let outside: Way = [];

function wayTo(element: Element | null): Way {
  if (element?.closest(DIALOG)) return outside; // one dialog leads to another: the way back is that of the first
  const way: Way = [];
  for (let at = element; at instanceof HTMLElement && at !== document.body; at = at.parentElement) way.push(at);
  outside = way;
  return way;
}

function giveBack(way: Way): void {
  if (document.activeElement !== document.body && document.activeElement !== null) return;
  const [opener] = way;
  if (opener?.isConnected) return opener.focus();
  way.find((one) => one.isConnected)?.querySelector<HTMLElement>(STOPS)?.focus();
}

/** For a component that is there as long as its dialog is. */
export function useGiveBack(): void {
  const [way] = useState(() => wayTo(document.activeElement));
  // The library moves the focus itself when a dialog closes: it goes first.
  useEffect(() => () => void requestAnimationFrame(() => requestAnimationFrame(() => giveBack(way))), [way]);
}
