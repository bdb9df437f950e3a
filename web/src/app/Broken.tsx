// A page that is not there, or that broke: say so and offer a way on.

import { Button, Result } from "antd";
import { Link, useRouteError } from "react-router";
import { useSpeak } from "../i18n";

export function Broken({ missing = false }: { missing?: boolean }) {
  const { t } = useSpeak();
  const error = useRouteError();
  return (
    <Result
      status={missing ? "404" : "error"}
      title={missing ? t("common.notFound") : t("common.failed")}
      subTitle={error instanceof Error ? error.message : undefined}
      extra={[
        <Link key="home" to="/">{t("common.first")}</Link>,
        !missing && <Button key="again" onClick={() => window.location.reload()}>{t("common.reload")}</Button>,
      ]}
    />
  );
}
