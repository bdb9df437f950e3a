// Nothing to show: says why, and what one can do next.

import type { ReactNode } from "react";

type Props = { title: string; hint?: ReactNode; action?: ReactNode };

export function EmptyState({ title, hint, action }: Props) {
  return (
    <div className="empty-state" role="status">
      <p className="empty-title">{title}</p>
      {hint && <p className="muted">{hint}</p>}
      {action && <div className="row" style={{ justifyContent: "center" }}>{action}</div>}
    </div>
  );
}
