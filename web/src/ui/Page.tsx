// The head of a page, and the title of the window with it.

import { useEffect, type ReactNode } from "react";
import { useSpeak } from "../i18n";

type Props = { title: string; hint?: ReactNode; actions?: ReactNode; children: ReactNode };

export function Page({ title, hint, actions, children }: Props) {
  const { t } = useSpeak();
  useEffect(() => {
    document.title = `${title} · ${t("product")}`;
  }, [title, t]);
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{title}</h1>
          {hint && <p>{hint}</p>}
        </div>
        {actions && <div className="row">{actions}</div>}
      </div>
      {children}
    </>
  );
}

export function Loading() {
  const { t } = useSpeak();
  return <div role="status" aria-label={t("common.loading")} className="loading"><span aria-hidden /></div>;
}
