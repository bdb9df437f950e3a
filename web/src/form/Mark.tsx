// A word that marks something out: its colours keep their contrast by day and by night.

import type { ReactNode } from "react";
import "./mark.css";

export function Mark({ kind, children }: { kind: "warn" | "bad" | "good" | "brand" | "plain"; children: ReactNode }) {
  return <span className="mark" data-kind={kind}>{children}</span>;
}
