// An address that leads nowhere: say so and offer a way on.

import { Link, useLocation } from "react-router";
import { useSpeak } from "../i18n";
import { EmptyState } from "../ui/EmptyState";
import { Page } from "../ui/Page";
import { Crash } from "./Crash";

export function Missing() {
  const { t } = useSpeak();
  const { pathname } = useLocation();
  return (
    <Page title={t("common.notFound")}>
      <EmptyState title={t("common.notFoundHint")} hint={<span className="mono">{pathname}</span>} action={<Link to="/">{t("common.first")}</Link>} />
    </Page>
  );
}

/** A page that cannot be shown: because there is none, or because it broke. */
export function Broken({ missing = false }: { missing?: boolean }) {
  return missing ? <Missing /> : <Crash />;
}
