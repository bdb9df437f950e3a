// A page that broke or could not be loaded: say so and offer a way on. It needs
// nothing that could itself be missing.

import { Link, useRouteError } from "react-router";
import { problemOf } from "../api/problem";
import { ConnectError } from "@connectrpc/connect";
import { useSpeak } from "../i18n";

/** A page of an older version asks for files that are gone. */
const isOldPage = (error: unknown): boolean => error instanceof TypeError && /import|module|fetch/i.test(error.message);

export function Crash() {
  const { t, language } = useSpeak();
  const error = useRouteError();
  const why = error instanceof ConnectError ? problemOf(error)[language] : isOldPage(error) ? t("common.oldPage") : t("common.brokenHint");
  return (
    <div className="empty-state" role="alert">
      <h1 className="empty-title">{t("common.failed")}</h1>
      <p className="muted">{why}</p>
      <div className="row" style={{ justifyContent: "center" }}>
        <button type="button" className="tool tool-strong" onClick={() => window.location.reload()}>{t("common.reload")}</button>
        <Link to="/">{t("common.first")}</Link>
      </div>
    </div>
  );
}
