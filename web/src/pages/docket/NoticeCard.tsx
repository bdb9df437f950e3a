// The public notice: before approval as the public will read it, afterwards how long it still runs.

import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { programmes } from "../../api/clients";
import { fenOf } from "../../format/money";
import { useMoney } from "../../format/unit";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { Due } from "../../ui/Clock";
import type { Fact } from "../../words/fact";
import { NOTICE_WORDS } from "./noticeWords";
import { spanOf, useCallRules } from "../check/rules";
import { words } from "./words";

type Facts = Record<string, Record<string, Fact> | undefined>;

const NOTICE_RULE = "dec.publicity.wd";

function Lines({ rows }: { rows: [string, string][] }) {
  return <div className="facts"><dl>{rows.filter(([, text]) => text).map(([label, text]) => <div key={label} style={{ display: "contents" }}><dt>{label}</dt><dd>{text}</dd></div>)}</dl></div>;
}

function useLines(docket: Docket, amountFen: bigint | undefined): [string, string][] {
  const w = useWords(words);
  const { t } = useSpeak();
  const money = useMoney();
  const { parties } = (docket.facts ?? {}) as Facts;
  const name = (id: Fact | undefined) => (typeof id === "string" ? docket.names[id] ?? "" : "");
  return [
    [t("common.title"), docket.title], [w("host"), name(parties?.host_org)], [w("pi"), name(parties?.pi)],
    [w("amount"), amountFen === undefined ? "" : money.show(amountFen)], [w("call"), docket.parentTitle],
  ];
}

/** What approving makes public; the system publishes it by itself. */
export function NoticePreview({ docket }: { docket: Docket }) {
  const w = useWords(words);
  const { language } = useSpeak();
  const { decision } = (docket.facts ?? {}) as Facts;
  const lines = useLines(docket, fenOf(decision?.advised_fen));
  const call = useQuery({ queryKey: ["call", docket.parent], retry: false, enabled: docket.parent !== "", queryFn: () => programmes.getCall({ call: docket.parent }) });
  const rules = useCallRules(docket.parent);
  const rule = rules.get(NOTICE_RULE);
  const period: [string, string] = [w("noticePeriod"), rule ? w("noticeDays", { span: spanOf(rule, language) }) : ""];
  const text = decision?.notice_text;
  return <Card title={w("noticePreview")} label={w("noticePreview")}><p className="notice-text">{typeof text === "string" && text ? text : NOTICE_WORDS}</p><Lines rows={[...lines.slice(0, 4), [w("call"), call.data?.call?.title || docket.parentTitle], period]} /></Card>;
}

/** How long a notice still runs, with the way to what the public reads. */
export function NoticeCard({ docket }: { docket: Docket }) {
  const w = useWords(words);
  const { notice, decision } = (docket.facts ?? {}) as Facts;
  const lines = useLines(docket, fenOf(decision?.amount_fen));
  if (!notice || (docket.state !== "PUBLICITY" && docket.state !== "OBJECTION")) return null;
  return (
    <Card title={w("noticeNow")} extra={<Link to={`/notices/${docket.id}`}>{w("noticeOpen")}</Link>}>
      <Lines rows={lines} />
      <p>{docket.state === "OBJECTION" ? w("noticePaused") : <Due at={docket.dueAt} what={w("noticeEnds")} />}</p>
    </Card>
  );
}
