// The rows of a list: a table where there is room, cards where there is not. Both can be selected.

import { Link } from "react-router";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Due, Waited } from "../../ui/Clock";
import { DocketCard } from "../../ui/DocketCard";
import { StateTag } from "../../ui/StateTag";
import { Time } from "../../ui/Time";
import { useWide } from "../../ui/useWide";
import { sayRoles } from "../../words/roles";
import type { Filters, Sort } from "./filters";
import { words, type Word } from "./words";

export type Selection = { has: (id: string) => boolean; toggle: (docket: Docket) => void; all: boolean; some: boolean; toggleAll: () => void };
type Props = { rows: Docket[]; selection: Selection; filters: Filters; onSort: (sort: Sort, ascending: boolean) => void };

function Tick({ docket, selection }: { docket: Docket; selection: Selection }) {
  const w = useWords(words);
  return <input type="checkbox" className="pick" data-pick={docket.id} checked={selection.has(docket.id)} aria-label={w("selectRow", { title: docket.title || docket.code })} onChange={() => selection.toggle(docket)} />;
}

function TickAll({ selection }: { selection: Selection }) {
  const w = useWords(words);
  return (
    <input
      type="checkbox" className="pick" data-pick-all aria-label={w("selectAll")} checked={selection.all} onChange={selection.toggleAll}
      ref={(box) => {
        if (box) box.indeterminate = selection.some && !selection.all;
      }}
    />
  );
}

function Head({ sort, word, filters, onSort }: { sort: Sort; word: Word } & Pick<Props, "filters" | "onSort">) {
  const w = useWords(words);
  const on = filters.sort === sort;
  const way = !on ? undefined : filters.ascending ? "ascending" : "descending";
  return (
    <th scope="col" aria-sort={way}>
      <button type="button" className="sort" title={w("sortBy", { what: w(word) })} data-sort={sort} onClick={() => onSort(sort, on ? !filters.ascending : sort !== "since" && sort !== "opened")}>
        {w(word)} <span aria-hidden>{!on ? "↕" : filters.ascending ? "↑" : "↓"}</span>
      </button>
    </th>
  );
}

function Row({ docket, selection }: { docket: Docket; selection: Selection }) {
  const { say, language } = useSpeak();
  const w = useWords(words);
  const turn = docket.turn.every((role) => role === "system") ? w("system") : sayRoles(docket.turn, language);
  return (
    <tr data-row={docket.id} data-docket={docket.id} data-late={docket.late || undefined} aria-selected={selection.has(docket.id)}>
      <td><Tick docket={docket} selection={selection} /></td>
      <td className="col-title"><Link to={`/dockets/${docket.id}`} data-open>{docket.title || docket.code}</Link>{docket.parentTitle && <div className="muted small">{docket.parentTitle}</div>}</td>
      <td className="mono">{docket.code}</td>
      <td><StateTag state={docket.state} zh={docket.stateZh} en={docket.stateEn} terminal={docket.terminal} />{docket.late && <div className="due-over small">{w("late")}</div>}</td>
      <td>{docket.terminal ? "" : docket.turn.length > 0 && turn}</td>
      <td>{docket.terminal ? <Time at={docket.since} day /> : <Waited since={docket.since} />}</td>
      <td>{docket.dueAt && <Due at={docket.dueAt} then={say(docket.dueZh, docket.dueEn)} stacked />}</td>
      <td><Time at={docket.openedAt} day /></td>
    </tr>
  );
}

export function DocketTable({ rows, selection, filters, onSort }: Props) {
  const w = useWords(words);
  const wide = useWide();
  if (!wide) {
    return (
      <>
        <label className="chip pick-all"><TickAll selection={selection} />{w("selectAll")}</label>
        <ul className="plain card-list" aria-label={w("list")}>
          {rows.map((docket) => (
            <li key={docket.id} data-row={docket.id} className="pick-card"><Tick docket={docket} selection={selection} /><DocketCard docket={docket} /></li>
          ))}
        </ul>
      </>
    );
  }
  const head = { filters, onSort };
  return (
    <div className="table-wrap">
      <table className="table dockets" aria-label={w("list")}>
        <thead>
          <tr>
            <th scope="col"><TickAll selection={selection} /></th>
            <Head sort="title" word="colTitle" {...head} /><Head sort="code" word="colCode" {...head} /><Head sort="state" word="colState" {...head} />
            <th scope="col">{w("colTurn")}</th><Head sort="since" word="colSince" {...head} /><th scope="col">{w("colDue")}</th><Head sort="opened" word="colOpened" {...head} />
          </tr>
        </thead>
        <tbody>{rows.map((docket) => <Row key={docket.id} docket={docket} selection={selection} />)}</tbody>
      </table>
    </div>
  );
}
