// What may be done with the applications that are chosen, and the answer of each.

import { App, Button } from "antd";
import { useRef, useState } from "react";
import { awards } from "../../api/clients";
import { useSession } from "../../app/session";
import { parseWan } from "../../format/money";
import { useMoney } from "../../format/unit";
import { each, EachIds, type Outcome } from "../../form/each";
import { Outcomes } from "../../form/Outcomes";
import type { Docket, Receipt } from "../../gen/yanlu/docket/v1/docket_pb";
import type { RankRow } from "../../gen/yanlu/review/v1/review_pb";
import { useWords } from "../../i18n/words";
import { useRefresh } from "../docket/useDocket";
import { BulkForm, type BulkValues } from "./BulkForm";
import { standingOf, stepFor, type Step } from "./decision";
import { departures, levelOf, type Level } from "./levels";
import { words } from "./words";

type Props = { rows: RankRow[]; chosen: ReadonlySet<string>; known: Map<string, Docket>; levels: Level[]; onClear: () => void; onCompare: (ids: string[]) => void };

const MAY: Record<Step, string[]> = { advise: ["officer"], table: ["officer"], approve: ["director", "party_group", "leading_group"] };

/** Sends one act for one row, on top of what was seen of it. */
function request(step: Step, docket: string, etag: bigint, values: BulkValues, ids: EachIds): Promise<Receipt> {
  const id = (body: object) => ids.idFor(docket, { step, ...body });
  if (step === "table") {
    const body = { docket, etag, meeting: values.meeting };
    return awards.table({ ...body, requestId: id(body) });
  }
  if (step === "approve") {
    const body = { docket, etag, minutes: values.minutes };
    return awards.approve({ ...body, requestId: id(body) });
  }
  const amount = parseWan(values.amounts[docket] ?? "");
  const body = { docket, etag, amountFen: amount.ok ? amount.fen : 0n, opinion: values.opinion, departure: values.departures[docket] ?? "", surveyRecord: values.survey };
  return awards.advise({ ...body, requestId: id(body) });
}

function Summary({ picked, known, levels }: { picked: RankRow[]; known: Map<string, Docket>; levels: Level[] }) {
  const w = useWords(words);
  const money = useMoney();
  const sumOf = (row: RankRow) => standingOf(known.get(row.docket)).advisedFen ?? row.requestedFen;
  const counts = new Map<string, number>();
  for (const row of picked) {
    const level = levelOf(sumOf(row), levels)?.zh;
    if (level) counts.set(level, (counts.get(level) ?? 0) + 1);
  }
  return (
    <div>
      <strong>{w("chosen", { count: picked.length, sum: money.show(picked.reduce((sum, row) => sum + sumOf(row), 0n)) })}</strong>
      <div className="small">{[...counts].map(([level, count]) => w("byLevel", { level, count })).join(" · ")}</div>
    </div>
  );
}

export function Bulk({ rows, chosen, known, levels, onClear, onCompare }: Props) {
  const w = useWords(words);
  const { modal, message } = App.useApp();
  const { has } = useSession();
  const refresh = useRefresh();
  const ids = useRef(new EachIds());
  const [open, setOpen] = useState<Step>();
  const [outcomes, setOutcomes] = useState<Outcome<RankRow>[]>();
  const [busy, setBusy] = useState(false);
  const picked = rows.filter((row) => chosen.has(row.docket));
  const step = stepFor(picked.map((row) => known.get(row.docket)?.state ?? row.state));
  const apart = departures(rows, chosen);
  const send = async (by: Step, values: BulkValues) => {
    if (by === "approve" && !(await modal.confirm({ title: w("confirmApprove", { count: picked.length }), content: w("confirmApproveText"), okText: w("confirmOk"), cancelText: w("cancel"), okButtonProps: { danger: true } }))) return;
    setBusy(true);
    setOutcomes(await each(picked, (row) => request(by, row.docket, known.get(row.docket)?.seq ?? 0n, values, ids.current), (done) => void message.open({ key: "rank", type: "loading", content: w("working", { done, of: picked.length }), duration: 1 })));
    setBusy(false);
    setOpen(undefined);
    onClear();
    void refresh();
  };
  if (picked.length === 0) return outcomes ? <Outcomes outcomes={outcomes} nameOf={(row) => row.title} /> : null;
  const may = step && has(...MAY[step]) ? step : undefined;
  return (
    <div className="bulk rank-bulk" role="region" aria-label={w("chosen", { count: picked.length, sum: "" })}>
      <div className="between">
        <Summary picked={picked} known={known} levels={levels} />
        <div className="row">
          {may && <Button type="primary" aria-expanded={open === may} data-bulk={may} onClick={() => setOpen(open === may ? undefined : may)}>{w(may)}</Button>}
          {!step && <span className="small muted">{w("notThese")}</span>}
          <Button disabled={picked.length !== 2} title={picked.length === 2 ? undefined : w("compareTwo")} onClick={() => onCompare(picked.map((row) => row.docket))}>{w("compare")}</Button>
          <Button type="text" onClick={onClear}>{w("clear")}</Button>
        </div>
      </div>
      {open && open === may && <BulkForm step={open} rows={picked} apart={apart} survey={picked.some((row) => row.state === "SURVEY")} busy={busy} onSend={(values) => void send(open, values)} onCancel={() => setOpen(undefined)} />}
    </div>
  );
}
