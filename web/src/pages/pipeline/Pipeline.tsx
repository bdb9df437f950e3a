// Calls by stage: how many stand where, how long, how many late. Every number opens its list.

import { useQuery } from "@tanstack/react-query";
import { Checkbox, Select } from "antd";
import { Link, useSearchParams } from "react-router";
import { desk } from "../../api/desk";
import { useSession } from "../../app/session";
import type { PipelineCell, PipelineRow } from "../../gen/yanlu/desk/v1/desk_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Due } from "../../ui/Clock";
import { EmptyState } from "../../ui/EmptyState";
import { LinkButton } from "../../ui/LinkButton";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { StateTag } from "../../ui/StateTag";
import "./pipeline.css";
import { listOf, sayDays, STAGES, stagesOf, type StageSum } from "./stages";
import { words } from "./words";

const EVERY = 30_000;

function Cell({ call, cell }: { call: string; cell: PipelineCell }) {
  const w = useWords(words);
  const { say } = useSpeak();
  return (
    <li>
      <Link to={listOf(call, [cell.state])} data-cell={cell.state}>{say(cell.stateZh, cell.stateEn)} <strong>{cell.count}</strong></Link>
      {cell.stage !== "ended" && <div className="small muted">{cell.medianDays < 1 ? w("medianShort") : w("median", { days: sayDays(cell.medianDays) })}</div>}
      {cell.late > 0 && <div><Link className="pipeline-late" to={listOf(call, [cell.state], true)}>{w("late", { count: cell.late })}</Link></div>}
    </li>
  );
}

function StageCell({ call, sum }: { call: string; sum: StageSum }) {
  const w = useWords(words);
  return (
    <td data-stage={sum.stage} data-empty={sum.count === 0 || undefined}>
      <div className="pipeline-stage">{w(sum.stage)}</div>
      {sum.count === 0 ? <span className="muted" aria-label="0">·</span> : (
        <>
          <Link className="pipeline-count" to={listOf(call, sum.cells.map((cell) => cell.state))} aria-label={`${w(sum.stage)} ${sum.count}`}>{sum.count}</Link>
          <ul className="plain">{sum.cells.map((cell) => <Cell key={cell.state} call={call} cell={cell} />)}</ul>
        </>
      )}
    </td>
  );
}

function Row({ row }: { row: PipelineRow }) {
  const w = useWords(words);
  const { has } = useSession();
  const reviewed = row.cells.some((cell) => cell.count > 0 && ["decide", "agree", "deliver"].includes(cell.stage));
  const states = row.cells.filter((cell) => cell.count > 0 && cell.stage !== "ended").map((cell) => `&state=${cell.state}`).join("");
  return (
    <tr data-call={row.call}>
      <th scope="row">
        <Link to={`/dockets/${row.call}`}>{row.title || row.code}</Link>
        <div className="small muted mono">{row.code}</div>
        <div className="row small"><StateTag state={row.state} zh={row.stateZh} en={row.stateEn} /><Link to={listOf(row.call, [])}>{w("total", { count: row.total })}</Link></div>
        {row.state === "OPEN" && <div className="small"><Due at={row.closesAt} what={w("closes")} /></div>}
        <div className="row small">
          {reviewed && <Link to={`/rank/${row.call}`}>{w("rank")}</Link>}
          {states && has("officer", "director") && <Link to={`/messages?call=${row.call}${states}`}>{w("message")}</Link>}
        </div>
      </th>
      {stagesOf(row.cells).map((sum) => <StageCell key={sum.stage} call={row.call} sum={sum} />)}
    </tr>
  );
}

export function Pipeline() {
  const w = useWords(words);
  const { has } = useSession();
  const [query, setQuery] = useSearchParams();
  const call = query.get("call") ?? "";
  const onlyLate = query.get("late") === "1";
  const answer = useQuery({ queryKey: ["pipeline"], refetchInterval: EVERY, queryFn: () => desk.getPipeline({}) });
  const put = (name: string, value: string) => setQuery((old) => {
    const next = new URLSearchParams(old);
    if (value) next.set(name, value);
    else next.delete(name);
    return next;
  }, { replace: true });
  const all = answer.data?.rows ?? [];
  const rows = all.filter((row) => (!call || row.call === call) && (!onlyLate || row.cells.some((cell) => cell.late > 0)));
  return (
    <Page title={w("title")} hint={w("hint")} actions={has("officer") && <LinkButton to="/builder">{w("build")}</LinkButton>}>
      <div className="filters" role="search">
        <Select
          allowClear showSearch={{ optionFilterProp: "label" }} aria-label={w("call")} placeholder={w("allCalls")} value={call || undefined}
          options={all.map((row) => ({ value: row.call, label: row.title || row.code }))} onChange={(next?: string) => put("call", next ?? "")}
        />
        <Checkbox checked={onlyLate} onChange={(e) => put("late", e.target.checked ? "1" : "")}>{w("onlyLate")}</Checkbox>
      </div>
      {answer.isPending && <Loading />}
      {answer.error && <ProblemAlert error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data && rows.length === 0 && <EmptyState title={w(onlyLate ? "noLate" : "none")} hint={w(onlyLate ? "noLateHint" : "noneHint")} />}
      {rows.length > 0 && (
        <div className="table-wrap" tabIndex={0} role="region" aria-label={w("title")}>
          <table className="table pipeline">
            <thead><tr><th scope="col">{w("call")}</th>{STAGES.map((stage) => <th key={stage} scope="col">{w(stage)}</th>)}</tr></thead>
            <tbody>{rows.map((row) => <Row key={row.call} row={row} />)}</tbody>
          </table>
        </div>
      )}
    </Page>
  );
}
