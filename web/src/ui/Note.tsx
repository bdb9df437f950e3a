// Something to take note of, with the colour of its kind: information, success, warning, error.

import type { ReactNode } from "react";

export type NoteKind = "info" | "success" | "warning" | "error";
type Props = { type?: NoteKind; title: ReactNode; description?: ReactNode; action?: ReactNode; role?: "alert" | "status"; reason?: string };

const MARKS: Record<NoteKind, string> = { info: "i", success: "✓", warning: "!", error: "!" };

export function Note({ type = "info", title, description, action, role, reason }: Props) {
  return (
    <div className={`note note-${type}`} role={role} data-reason={reason}>
      <span className="note-mark" aria-hidden>{MARKS[type]}</span>
      <div className="note-body">
        <div className="note-title">{title}</div>
        {description && <div>{description}</div>}
      </div>
      {action && <div className="note-action">{action}</div>}
    </div>
  );
}
