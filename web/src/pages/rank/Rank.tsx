// A call’s reviewed applications by aggregate, with the money line.

import { useQuery } from "@tanstack/react-query";
import { Empty, Tag } from "antd";
import { Link, useParams } from "react-router";
import { dockets, reviews } from "../../api/clients";
import { showWan } from "../../format/money";
import type { RankRow } from "../../gen/yanlu/review/v1/review_pb";
import { useSpeak } from "../../i18n";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { sayState } from "../../words/states";

function Place({ row, envelope }: { row: RankRow; envelope: bigint }) {
  const { t, language } = useSpeak();
  const beyond = envelope > 0n && row.cumulativeFen > envelope;
  return (
    <tr className={row.belowLine ? "line-below" : beyond ? "line-beyond" : undefined} data-rank={row.rank}>
      <td className="num">{row.rank}</td>
      <td><Link to={`/dockets/${row.docket}`}>{row.title}</Link><div className="muted small">{row.host}</div></td>
      <td className="num"><strong>{row.aggregate}</strong></td>
      <td className="num">{row.valid}</td>
      <td>{row.belowLine ? <Tag color="#b42318">{t("rank.below")}</Tag> : <Tag color="#1a6b3c">{t("rank.above")}</Tag>}</td>
      <td className="num">{showWan(row.requestedFen)}</td>
      <td className="num">{showWan(row.cumulativeFen)}{beyond && <div className="due-over small">{t("rank.beyond")}</div>}</td>
      <td>{sayState("project", row.state, language)}</td>
    </tr>
  );
}

export function Rank() {
  const { t } = useSpeak();
  const { call = "" } = useParams();
  const list = useQuery({ queryKey: ["rank", call], queryFn: () => reviews.rankList({ call }) });
  const head = useQuery({ queryKey: ["docket", call], queryFn: () => dockets.getDocket({ docket: call }) });
  if (list.isPending) return <Loading />;
  if (list.error) return <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />;
  const { rows, envelopeFen } = list.data;
  const title = head.data?.docket?.title;
  return (
    <Page title={t("rank.title")} hint={<>{title && <Link to={`/dockets/${call}`}>{title}</Link>}{envelopeFen > 0n && `　${t("rank.envelope", { sum: showWan(envelopeFen) })}`}</>}>
      {rows.length === 0 ? <Empty description={t("rank.none")} /> : (
        <div className="table-wrap" tabIndex={0} role="region" aria-label={t("rank.title")}>
          <table className="table">
            <thead>
              <tr>
                <th className="num">{t("rank.rank")}</th><th>{t("common.title")}</th><th className="num">{t("rank.aggregate")}</th><th className="num">{t("rank.valid")}</th>
                <th>{t("rank.line")}</th><th className="num">{t("rank.requested")}（{t("common.unit")}）</th><th className="num">{t("rank.cumulative")}（{t("common.unit")}）</th><th>{t("common.state")}</th>
              </tr>
            </thead>
            <tbody>{rows.map((row) => <Place key={row.docket} row={row} envelope={envelopeFen} />)}</tbody>
          </table>
        </div>
      )}
    </Page>
  );
}
