// The applications in order, best first: dragged or moved by buttons, with the money line where the envelope ends.

import { useState, type DragEvent } from "react";
import { meetings } from "../../api/clients";
import { useMoney } from "../../format/unit";
import type { GetMeetingResponse, MeetingItem } from "../../gen/yanlu/review/v1/meeting_pb";
import { useWords } from "../../i18n/words";
import { Button } from "../../ui/Button";
import { Mark } from "../../form/Mark";
import { Card } from "../../ui/Card";
import { above, moved } from "./order";
import type { useAct } from "./useMeeting";
import { words } from "./words";

type Props = { meeting: GetMeetingResponse; acts: ReturnType<typeof useAct> };

function Line({ sum, envelope }: { sum: bigint; envelope: bigint }) {
  const w = useWords(words);
  const money = useMoney();
  return <li className="order-line" data-money-line>{w("moneyLine", { sum: money.show(sum), envelope: money.show(envelope) })}</li>;
}

type RowProps = { item: MeetingItem; at: number; last: number; beyond: boolean; over: boolean; may: boolean; busy: boolean; onMove: (from: number, to: number) => void; onOver: (at: number) => void };

function Row({ item, at, last, beyond, over, may, busy, onMove, onOver }: RowProps) {
  const w = useWords(words);
  const money = useMoney();
  const drop = (event: DragEvent) => {
    event.preventDefault();
    onMove(Number(event.dataTransfer.getData("text/plain")), at);
  };
  return (
    <li
      className="order-row" data-rank={at + 1} data-docket={item.docket} data-beyond={beyond || undefined} data-over={over || undefined} draggable={may}
      onDragStart={(event) => event.dataTransfer.setData("text/plain", String(at))} onDragOver={(event) => { event.preventDefault(); onOver(at); }} onDrop={drop} onDragEnd={() => onOver(-1)}
    >
      <b>{at + 1}</b>
      <span className="order-title">{item.title}<span className="muted small"> {[item.aggregate, item.consensus && `${w("consensus")} ${item.consensus.score}`, money.show(item.requestedFen)].filter(Boolean).join(" · ")}</span>{item.belowLine && <Mark kind="bad">{w("below")}</Mark>}</span>
      {may && (
        <>
          <Button aria-label={w("up", { title: item.title })} disabled={busy || at === 0} onClick={() => onMove(at, at - 1)}>↑</Button>
          <Button aria-label={w("down", { title: item.title })} disabled={busy || at === last} onClick={() => onMove(at, at + 1)}>↓</Button>
        </>
      )}
    </li>
  );
}

export function Ranking({ meeting, acts }: Props) {
  const w = useWords(words);
  const [waiting, setWaiting] = useState<string[]>();
  const [over, setOver] = useState(-1);
  const [told, setTold] = useState("");
  const may = meeting.may.includes("rank_items") && !meeting.lineHidden;
  const order = waiting ?? meeting.order;
  const items = new Map(meeting.items.map((item) => [item.docket, item]));
  const reached = above(order, items, meeting.envelopeFen, meeting.passOver);
  const line = meeting.lineHidden ? -1 : order.findLastIndex((id) => reached.has(id)) + 1;
  const sum = order.reduce((total, id) => (reached.has(id) ? total + (items.get(id)?.requestedFen ?? 0n) : total), 0n);
  const move = async (from: number, to: number) => {
    setOver(-1);
    const next = moved(order, from, to);
    if (next.join() === order.join()) return;
    setWaiting(next);
    await acts.act("rank", { order: next, version: meeting.orderVersion }, (request) => meetings.rankItems(request));
    setWaiting(undefined);
    setTold(w("movedTo", { title: items.get(next[to] ?? "")?.title ?? "", rank: to + 1 }));
  };
  return (
    <Card title={w("ranking")} hint={may ? w("rankingHint") : w("rankingRead")}>
      {meeting.lineHidden && <p className="muted small">{w("lineHidden")}</p>}
      {order.length === 0 ? <p className="muted">{w("notRanked")}</p> : (
        <ol className="order" aria-label={w("ranking")}>
          {line === 0 && <Line sum={0n} envelope={meeting.envelopeFen} />}
          {order.map((id, at) => {
            const item = items.get(id);
            return item && [
              <Row key={id} item={item} at={at} last={order.length - 1} beyond={line >= 0 && !reached.has(id)} over={over === at} may={may} busy={waiting !== undefined} onMove={(from, to) => void move(from, to)} onOver={setOver} />,
              at === line - 1 && at < order.length - 1 && <Line key={`${id}-line`} sum={sum} envelope={meeting.envelopeFen} />,
            ];
          })}
        </ol>
      )}
      <p className="sr-only" role="status" aria-live="polite">{told}</p>
    </Card>
  );
}
