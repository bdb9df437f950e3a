// One item on notice, and the form to object to it: no account is needed.

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { Link, useParams } from "react-router";
import { awards } from "../../api/client/award";
import { useMoney } from "../../format/unit";
import type { Notice } from "../../gen/yanlu/award/v1/award_pb";
import type { Receipt } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Note } from "../../ui/Note";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { StateTag } from "../../ui/StateTag";
import { Time } from "../../ui/Time";
import { words } from "../home/words";
import { NoticeClock } from "./NoticeClock";

// The form is large: it is loaded when somebody objects.
const ObjectionForm = lazy(async () => ({ default: (await import("./ObjectionForm")).ObjectionForm }));

function Filed({ receipt }: { receipt: Receipt }) {
  const { t } = useSpeak();
  return (
    <Note
      type="success" role="status" title={t("notices.done")}
      description={(
        <div className="stack">
          <div>{t("notices.number")}：<strong className="mono" data-number>{receipt.number}</strong></div>
          <div>{t("notices.keep")}</div>
          <Link to={`/objections?number=${encodeURIComponent(receipt.number)}`}>{t("notices.track")}</Link>
        </div>
      )}
    />
  );
}

function Objecting({ notice, onFiled }: { notice: Notice; onFiled: (receipt: Receipt) => void }) {
  const { t } = useSpeak();
  return (
    <Card title={t("notices.object")}>
      <p>{t("notices.real")}</p>
      <p className="muted">{t("notices.anonymousHint")}</p>
      <Suspense fallback={<Loading />}>
        <ObjectionForm notice={notice} onFiled={onFiled} />
      </Suspense>
    </Card>
  );
}

function Details({ notice }: { notice: Notice }) {
  const { t } = useSpeak();
  const w = useWords(words);
  const money = useMoney();
  const rows: [string, ReactNode][] = [
    [t("notices.host"), notice.host], [t("notices.pi"), notice.pi],
    [t("notices.amount"), money.show(notice.amountFen)],
    [t("notices.call"), notice.callTitle], [t("notices.period"), <><Time at={notice.starts} /> – <Time at={notice.ends} /></>],
  ];
  return (
    <div className="facts">
      <p className="notice-text">{notice.text}</p>
      <dl>{rows.map(([label, text]) => <div key={label} style={{ display: "contents" }}><dt>{label}</dt><dd>{text}</dd></div>)}</dl>
      <p style={{ marginTop: 12 }}><NoticeClock notice={notice} /></p>
      <p><a href={`/open/notices/${notice.docket}.pdf`}>{w("pdf")}</a></p>
    </div>
  );
}

export function NoticePage() {
  const { t } = useSpeak();
  const { docket = "" } = useParams();
  const [objecting, setObjecting] = useState(false);
  const [filed, setFiled] = useState<Receipt>();
  const answer = useQuery({ queryKey: ["notice", docket], queryFn: () => awards.getNotice({ docket }) });
  if (answer.isPending) return <Loading />;
  if (answer.error && !filed) return <ProblemAlert error={answer.error} onRetry={() => void answer.refetch()} />;
  const notice = answer.data?.notice;
  if (!notice) return filed ? <Filed receipt={filed} /> : null;
  return (
    <Page title={notice.title} hint={<span className="mono">{notice.code}</span>} actions={<StateTag state={notice.state} zh={notice.stateZh} en={notice.stateEn} />}>
      <div className="stack">
        <Card><Details notice={notice} /></Card>
        {filed && <Filed receipt={filed} />}
        {!filed && !objecting && <div><Button type="primary" onClick={() => setObjecting(true)}>{t("notices.object")}</Button></div>}
        {!filed && objecting && (
          <Objecting notice={notice} onFiled={(receipt) => {
            setFiled(receipt);
            void answer.refetch();
          }} />
        )}
      </div>
    </Page>
  );
}
