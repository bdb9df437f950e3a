// The changes of one person to one plan. They stay in the tab through a reload, until they are saved or let go.

import { useState } from "react";
import { NONE, type Edits } from "./edit";

const key = (docket: string) => `yanlu.plan.${docket}`;

function recall(docket: string): Edits {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key(docket)) ?? "null") as Edits | null;
    return kept && Array.isArray(kept.done) && Array.isArray(kept.undone) ? kept : NONE;
  } catch {
    return NONE;
  }
}

function keep(docket: string, edits: Edits): void {
  try {
    if (edits.done.length + edits.undone.length > 0) sessionStorage.setItem(key(docket), JSON.stringify(edits));
    else sessionStorage.removeItem(key(docket));
  } catch {
    // Without storage the changes still stand on the page.
  }
}

export function useEdits(docket: string): [Edits, (next: Edits) => void] {
  const [edits, setEdits] = useState(() => recall(docket));
  return [edits, (next) => {
    setEdits(next);
    keep(docket, next);
  }];
}
