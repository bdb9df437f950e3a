// What calibration says beside the statutory list: figure, interval, chance, and how it comes about.

import { create } from "@bufbuild/protobuf";
import { useQuery } from "@tanstack/react-query";
import { meetings } from "../../api/clients";
import { keys } from "../../app/keys";
import { Mark } from "../../form/Mark";
import type { PanelLineResponse, PanelLineRow } from "../../gen/yanlu/review/v1/meeting_pb";
import { RankRowSchema, type RankRow } from "../../gen/yanlu/review/v1/review_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { percent, scaleOf, type Scale } from "./scale";
import { words } from "./words";

export type Beside = { line: PanelLineResponse; rows: Map<string, PanelLineRow>; scale: Scale };

/** The line of a call; nothing while it is read, and nothing for who may not read it. */
export function useBeside(call: string): Beside | undefined {
  const { data } = useQuery({ queryKey: keys.line(call), queryFn: () => meetings.panelLine({ call }), retry: false });
  if (!data?.reason) return undefined;
  return { line: data, rows: new Map(data.rows.map((row) => [row.docket, row])), scale: scaleOf(data.rows) };
}

/** A row of the line as a row of the statutory list: what the agency sees before the hand-over. */
export const asRank = ({ rank, docket, title, host, aggregate, valid, belowLine, state, requestedFen, cumulativeFen, aboveMoneyLine }: PanelLineRow): RankRow =>
  create(RankRowSchema, { rank, docket, title, host, aggregate, valid, belowLine, state, requestedFen, cumulativeFen, aboveMoneyLine });

function Bar({ row, scale, label }: { row: PanelLineRow; scale: Scale; label: string }) {
  const [low, high, at] = [row.low, row.high, row.figure].map((text) => scale.at(Number(text))) as [number, number, number];
  return (
    <svg className="interval" viewBox="0 0 100 12" role="img" aria-label={label} preserveAspectRatio="none">
      <title>{label}</title>
      <line x1="0" x2="100" y1="6" y2="6" className="interval-axis" />
      <rect x={low} width={Math.max(1, high - low)} y="3" height="6" className="interval-range" />
      <rect x={Math.max(0, at - 1)} width="2" y="0" height="12" className="interval-figure" />
    </svg>
  );
}

export function Calibrated({ docket, beside }: { docket: string; beside: Beside }) {
  const w = useWords(words);
  const row = beside.rows.get(docket);
  if (!row?.figure) return <td data-label={w("calibrated")}>—</td>;
  const label = row.low && w("interval", { share: percent(beside.line.interval), low: row.low, high: row.high });
  return (
    <td className="num" data-label={w("calibrated")} data-figure>
      {row.figure}
      {label && <Bar row={row} scale={beside.scale} label={label} />}
      {row.oddScore && <Mark kind="warn">{w("oddScore")}</Mark>}
    </td>
  );
}

export function Chance({ docket, beside }: { docket: string; beside: Beside }) {
  const w = useWords(words);
  const row = beside.rows.get(docket);
  if (!row?.probability) return <td data-label={w("probability")}>—</td>;
  return (
    <td className={row.tossUp ? "num toss-up" : "num"} data-label={w("probability")} data-probability={row.probability}>
      {percent(row.probability)}
      <div className="small muted">{w("expected", { rank: row.expectedRank })}</div>
      {row.tossUp && <Mark kind="warn">{w("tossUp")}</Mark>}
    </td>
  );
}

export function How({ beside }: { beside: Beside }) {
  const w = useWords(words);
  const { say } = useSpeak();
  const { line } = beside;
  const method = `method_${line.method}` as keyof typeof words;
  return (
    <details className="item how" data-how>
      <summary>{w("how")}</summary>
      <p>{w("howStatutory")}</p>
      <p>{w("howCalibrated")}</p>
      <p data-method={line.method} data-reason={line.reason}>{w("howMethod", { method: w(method), reason: say(line.reasonZh, line.reasonEn) })}</p>
      <p>{w("howToss", { from: percent(line.tossUpFrom), to: percent(line.tossUpTo) })}</p>
    </details>
  );
}
