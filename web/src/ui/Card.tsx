// One block of a page with its heading: the unit every detail and decision page is built of.

import type { ReactNode } from "react";

type Props = { title?: ReactNode; hint?: ReactNode; extra?: ReactNode; level?: "h2" | "h3"; id?: string; label?: string; children: ReactNode };

export function Card({ title, hint, extra, level = "h2", id, label, children }: Props) {
  const Heading = level;
  return (
    <section className="item card" id={id} aria-label={label}>
      {(title || extra) && (
        <div className="between card-head">
          <div>
            {title && <Heading>{title}</Heading>}
            {hint && <p className="muted small">{hint}</p>}
          </div>
          {extra && <div className="row">{extra}</div>}
        </div>
      )}
      {children}
    </section>
  );
}
