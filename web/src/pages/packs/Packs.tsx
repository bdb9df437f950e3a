// The versions of the rules.

import { Tag } from "antd";
import { Link } from "react-router";
import { usePacks } from "../../form/options";
import { useSpeak } from "../../i18n";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";

export function Packs() {
  const { t } = useSpeak();
  const list = usePacks(true);
  return (
    <Page title={t("packs.title")} hint={t("packs.hint")}>
      {list.isPending && <Loading />}
      {list.error && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      <div className="card-list">
        {list.data?.map((pack) => (
          <article key={pack.hash} className="item">
            <h2><Link to={`/packs/${pack.hash}`}>{pack.title}</Link> {pack.practice && <Tag>{t("packs.practice")}</Tag>}</h2>
            <div className="item-meta"><span className="mono">{pack.code} {pack.version}</span><span>{t("packs.effective", { date: pack.effectiveFrom })}</span></div>
            <div className="mono muted">{pack.hash}</div>
          </article>
        ))}
      </div>
    </Page>
  );
}
