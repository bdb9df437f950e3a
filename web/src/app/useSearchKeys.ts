// Ctrl+K, ⌘K or “/” opens the search, unless one is writing.

import { useEffect, useRef } from "react";

/** True where a key is a letter of somebody's text. */
export function isWriting(target: EventTarget | null): boolean {
  const element = target as { tagName?: string; isContentEditable?: boolean; type?: string } | null;
  if (element?.isContentEditable) return true;
  if (element?.tagName === "INPUT") return !["checkbox", "radio", "button", "submit"].includes(element.type ?? "");
  return element?.tagName === "TEXTAREA" || element?.tagName === "SELECT";
}

export function useSearchKeys(active: boolean, open: () => void): void {
  const newest = useRef(open);
  useEffect(() => {
    newest.current = open;
  });
  useEffect(() => {
    if (!active) return;
    const hear = (event: KeyboardEvent) => {
      const chord = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isWriting(event.target);
      if ((!chord && !slash) || event.isComposing) return;
      event.preventDefault();
      newest.current();
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, [active]);
}
