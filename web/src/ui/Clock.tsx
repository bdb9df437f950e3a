// Waiting and remaining times, written anew as they pass.

import type { Timestamp } from "@bufbuild/protobuf/wkt";
import { useEffect, useState } from "react";
import { dateOf, spanOf, tickOf, zoneNote } from "../format/time";
import { useSpeak } from "../i18n";
import { Time } from "./Time";

const SOON = 3 * 24 * 60 * 60 * 1000;

function useNow(reference: number): number {
  const [now, setNow] = useState(() => Date.now());
  const tick = tickOf(reference - now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tick);
    return () => clearInterval(timer);
  }, [tick]);
  return now;
}

function useSpan(): (ms: number) => string {
  const { t } = useSpeak();
  return (ms) => {
    const { count, unit } = spanOf(ms);
    return t(`span.${unit}`, { count });
  };
}

/** “已等待 3 天”. */
export function Waited({ since }: { since: Timestamp | undefined }) {
  const { t, language } = useSpeak();
  const span = useSpan();
  const from = dateOf(since);
  const now = useNow(from?.getTime() ?? 0);
  if (!from) return null;
  return <span title={zoneNote(from, language)}>{t("wait.waited", { span: span(now - from.getTime()) })}</span>;
}

type DueProps = {
  at: Timestamp | undefined;
  /** A word before it: “距截止”. */
  what?: string;
  /** What will happen then, said after it: “到时：逾期未提交”. */
  then?: string;
  stacked?: boolean;
};

/** “剩余 2 天 · 2026-12-01 17:00”. */
export function Due({ at, what, then, stacked = false }: DueProps) {
  const { t } = useSpeak();
  const span = useSpan();
  const until = dateOf(at);
  const now = useNow(until?.getTime() ?? 0);
  if (!until) return null;
  const left = until.getTime() - now;
  const kind = left < 0 ? "due-over" : left < SOON ? "due-soon" : undefined;
  return (
    <span className={stacked ? "due-stacked" : undefined}>
      {what ? <span>{what} </span> : ""}
      <span className={kind}>{t(left < 0 ? "wait.over" : "wait.left", { span: span(Math.abs(left)) })}</span>
      {stacked ? "" : " · "}<Time at={until} />
      {then && <span className="muted">{stacked ? "" : " · "}{t("wait.then", { what: then })}</span>}
    </span>
  );
}
