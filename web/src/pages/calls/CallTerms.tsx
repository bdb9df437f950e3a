// What a call says to everyone: window, money, topics, rules.

import type { ReactNode } from "react";
import { useMoney } from "../../format/unit";
import type { CallNotice } from "../../gen/yanlu/programme/v1/programme_pb";
import { useSpeak } from "../../i18n";
import { Due } from "../../ui/Clock";
import { Time } from "../../ui/Time";
import { sayMode } from "../../words/modes";

function useLimit() {
  const { t } = useSpeak();
  const money = useMoney();
  return (fen: bigint) => (fen > 0n ? money.show(fen) : t("calls.noLimit"));
}

function Countdown({ call }: { call: CallNotice }) {
  const { t } = useSpeak();
  if (call.state === "OPEN") return <Due at={call.closesAt} what={t("calls.closesIn")} />;
  if (call.state === "PUBLISHED") return <Due at={call.opensAt} what={t("calls.opensIn")} />;
  return null;
}

export function CallTerms({ call, short = false }: { call: CallNotice; short?: boolean }) {
  const { t, language } = useSpeak();
  const money = useLimit();
  const window_ = <><Time at={call.opensAt} /> – <Time at={call.closesAt} /></>;
  if (short) {
    return (
      <div className="item-meta">
        {call.code && <span className="mono">{call.code}</span>}
        {call.closesAt && <span>{t("calls.window")} {window_}</span>}
        <span>{t("calls.cap")} {money(call.capFen)}</span>
        <Countdown call={call} />
      </div>
    );
  }
  const rows: [string, ReactNode][] = [
    [t("calls.window"), call.closesAt ? window_ : t("calls.notOpen")],
    [t("calls.cap"), money(call.capFen)],
    [t("calls.envelope"), money(call.envelopeFen)],
    [t("calls.mode"), sayMode(call.organisationMode, language)],
    [t("calls.funding"), sayMode(call.fundingMode, language)],
    [t("calls.pack"), call.pack],
  ];
  return (
    <div className="facts">
      <p><Countdown call={call} /></p>
      <dl>{rows.filter(([, text]) => text).map(([label, text]) => <div key={label} style={{ display: "contents" }}><dt>{label}</dt><dd className="pre">{text}</dd></div>)}</dl>
    </div>
  );
}
