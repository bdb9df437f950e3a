// j and k step through the list one came from, as they do in the list itself.

import { isWriting } from "../../app/useSearchKeys";

/** Hears the keys until the returned function is called. */
export function hearSteps(previous: string | undefined, next: string | undefined, go: (docket: string) => void): () => void {
  const hear = (event: KeyboardEvent) => {
    const to = event.key === "j" ? next : event.key === "k" ? previous : undefined;
    if (!to || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isWriting(event.target) || document.querySelector("dialog[open], .ant-modal-wrap, .ant-drawer-open")) return;
    event.preventDefault();
    go(to);
  };
  document.addEventListener("keydown", hear);
  return () => document.removeEventListener("keydown", hear);
}
