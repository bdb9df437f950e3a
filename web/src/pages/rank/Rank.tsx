// The decision list of a call: rank, score, spread, the money line, levels, departures; several may be carried on at once.

import { useQuery } from "@tanstack/react-query";
import { Checkbox } from "antd";
import { Fragment, useState } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { dockets, reviews } from "../../api/clients";
import { useSession } from "../../app/session";
import { Mark } from "../../form/Mark";
import { useMoney } from "../../format/unit";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import type { RankRow } from "../../gen/yanlu/review/v1/review_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { EmptyState } from "../../ui/EmptyState";
import { Loading, Page } from "../../ui/Page";
import { Note } from "../../ui/Note";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { sayState } from "../../words/states";
import { useCallRules } from "../check/rules";
import { Bulk } from "./Bulk";
import { asRank, Calibrated, Chance, How, useBeside, type Beside } from "./Calibrated";
import { Compare } from "./Compare";
import { standingOf } from "./decision";
import { levelOf, levelsOf, type Level } from "./levels";
import "./rank.css";
import { SheetButton } from "../../ui/SheetButton";
import { words } from "./words";

const LEVELS = "dec.levels";
const DECIDERS = ["officer", "director", "party_group", "leading_group"];

type PlaceProps = { row: RankRow; docket?: Docket; envelope: bigint; levels: Level[]; beside?: Beside; chosen?: boolean; onChoose?: (on: boolean) => void };

function Place({ row, docket, envelope, levels, beside, chosen, onChoose }: PlaceProps) {
  const w = useWords(words);
  const { language, say } = useSpeak();
  const beyond = envelope > 0n && !row.aboveMoneyLine && !row.belowLine;
  const more = standingOf(docket);
  const money = useMoney();
  const level = more.levelZh || levelOf(more.advisedFen ?? row.requestedFen, levels)?.zh;
  return (
    <tr className={row.belowLine ? "line-below" : beyond ? "line-beyond" : undefined} data-rank={row.rank} data-docket={row.docket}>
      {onChoose && <td><Checkbox checked={chosen} aria-label={w("select", { title: row.title })} onChange={(e) => onChoose(e.target.checked)} /></td>}
      <td className="num" data-label={w("rank")}>{row.rank}</td>
      <td data-label={w("project")} className="rank-title">
        <Link to={`/dockets/${row.docket}`}>{row.title}</Link><div className="muted small">{row.host}</div>
        <div className="row small">
          {more.departure && <span data-departure><Mark kind="warn">{w("departure")}</Mark> {more.departure}</span>}
          {more.meeting && <span className="muted">{w("meeting", { meeting: more.meeting })}</span>}
          {more.minutes && <span className="muted">{w("minutes", { number: more.minutes })}</span>}
        </div>
      </td>
      <td className="num" data-label={w("score")}>
        <strong>{row.aggregate}</strong>
        <div className="small muted">{w("valid", { count: row.valid })}{more.spread && <><br />{w("spread", { spread: more.spread })}</>}</div>
        {more.dispersed && <Mark kind="warn">{w("dispersed")}</Mark>}
        {row.short.length > 0 ? <Mark kind="bad">{w("short", { names: row.short.map((one) => say(one.zh, one.en)).join(w("and")) })}</Mark> : row.belowLine && <Mark kind="bad">{w("below")}</Mark>}
        {beside?.rows.get(row.docket)?.tied && <Mark kind="plain">{w("tied")}</Mark>}
      </td>
      {beside && <><Calibrated docket={row.docket} beside={beside} /><Chance docket={row.docket} beside={beside} /></>}
      <td className="num" data-label={w("asked")}>{money.amount(row.requestedFen)}{more.advisedFen !== undefined && <div><strong>{money.amount(more.advisedFen)}</strong></div>}<Panelled row={row} /></td>
      <td className="num" data-label={w("cumulative")}>{money.amount(row.cumulativeFen)}{beyond && <div className="due-over small">{w("beyond")}</div>}</td>
      <td data-label={w("level")}>{level}</td>
      <td data-label={w("state")}>{sayState("project", row.state, language)}</td>
    </tr>
  );
}

/** What the reviewers advise together: how many recommend, and the amount in the middle. */
function Panelled({ row }: { row: RankRow }) {
  const w = useWords(words);
  const money = useMoney();
  if (row.advised === "") return null;
  return <div className="small muted">{w("panelled", { count: row.advised })}{row.adviceFen > 0n && <><br />{w("panelledSum", { sum: money.show(row.adviceFen) })}</>}</div>;
}

/** Where the money ends: after the last row that it reaches; nowhere (−2) when it reaches all that may be funded. */
function lineAfter(rows: readonly RankRow[], envelope: bigint): number {
  return envelope > 0n && rows.some((row) => !row.aboveMoneyLine && !row.belowLine) ? rows.findLastIndex((row) => row.aboveMoneyLine) : -2;
}

const reached = (rows: readonly RankRow[]): bigint => rows.reduce((sum, row) => (row.aboveMoneyLine ? sum + row.requestedFen : sum), 0n);

function Line({ span, sum, envelope }: { span: number; sum: bigint; envelope: bigint }) {
  const w = useWords(words);
  const money = useMoney();
  return <tr className="money-line" data-money-line><td colSpan={span}>{w("moneyLine", { sum: money.show(sum), envelope: money.show(envelope) })}</td></tr>;
}

function Table({ rows, envelope, levels, beside, known, chosen, onChoose }: { rows: RankRow[]; envelope: bigint; levels: Level[]; beside?: Beside; known: Map<string, Docket>; chosen: ReadonlySet<string>; onChoose?: (id: string, on: boolean) => void }) {
  const w = useWords(words);
  const money = useMoney();
  const line = lineAfter(rows, envelope);
  const span = (onChoose ? 8 : 7) + (beside ? 2 : 0);
  return (
    <div className="table-wrap" tabIndex={0} role="region" aria-label={w("title")}>
      <table className="table rank-table">
        <thead>
          <tr>
            {onChoose && <th><span className="sr-only">{w("chosen", { count: chosen.size, sum: "" })}</span></th>}
            <th className="num">{w("rank")}</th><th>{w("project")}</th><th className="num">{w("score")}</th>{beside && <><th className="num">{w("calibrated")}</th><th className="num">{w("probability")}</th></>}<th className="num">{w("asked")}（{money.unitWord}）</th>
            <th className="num">{w("cumulative")}（{money.unitWord}）</th><th>{w("level")}</th><th>{w("state")}</th>
          </tr>
        </thead>
        <tbody>
          {line === -1 && <Line span={span} sum={0n} envelope={envelope} />}
          {rows.map((row, i) => (
            <Fragment key={row.docket}>
              <Place row={row} docket={known.get(row.docket)} envelope={envelope} levels={levels} beside={beside} chosen={chosen.has(row.docket)} onChoose={onChoose && ((on) => onChoose(row.docket, on))} />
              {i === line && <Line span={span} sum={reached(rows)} envelope={envelope} />}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Every application of a call, page by page: a row without its docket would lose level, departure and the number acted on. */
async function allOf(call: string): Promise<Docket[]> {
  const all: Docket[] = [];
  for (let pageToken = ""; ;) {
    const page = await dockets.listDockets({ machine: "project", parent: call, pageSize: 200, pageToken });
    all.push(...page.dockets);
    if (!page.nextPageToken) return all;
    pageToken = page.nextPageToken;
  }
}

export function Rank() {
  const w = useWords(words);
  const { call = "" } = useParams();
  const { has } = useSession();
  const money = useMoney();
  const [query, setQuery] = useSearchParams();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const list = useQuery({ queryKey: ["rank", call], queryFn: () => reviews.rankList({ call }) });
  const head = useQuery({ queryKey: ["docket", call], queryFn: () => dockets.getDocket({ docket: call }) });
  const details = useQuery({ queryKey: ["dockets", "rank", call], queryFn: () => allOf(call) });
  const beside = useBeside(call);
  const levels = levelsOf(useCallRules(call).get(LEVELS)?.value ?? "");
  if (list.isPending) return <Loading />;
  if (list.error) return <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />;
  const { envelopeFen } = list.data;
  const provisional = beside !== undefined && beside.line.rows.some((row) => !row.closed);
  const rows = provisional ? beside.line.rows.map(asRank) : list.data.rows;
  const known = new Map(details.data?.map((one) => [one.id, one]));
  const title = head.data?.docket?.title;
  const pair = query.getAll("compare").map((id) => rows.find((row) => row.docket === id)).filter((row) => row !== undefined);
  const choose = (id: string, on: boolean) => setChosen((old) => new Set(on ? [...old, id] : [...old].filter((one) => one !== id)));
  return (
    <Page title={w("title")} hint={<>{title && <Link to={`/dockets/${call}`}>{title}</Link>}{envelopeFen > 0n && `　${w("envelope", { sum: money.show(envelopeFen) })}`}</>} actions={<SheetButton path={`/papers/tables/rank.xlsx?call=${encodeURIComponent(call)}`} name={w("title")} />}>
      {rows.length === 0 ? <EmptyState title={w("none")} hint={w("noneHint")} /> : (
        <div className="stack">
          {pair.length === 2 && <Compare rows={pair} known={known} onClose={() => setQuery({})} />}
          <Bulk rows={rows} chosen={chosen} known={known} levels={levels} onClear={() => setChosen(new Set())} onCompare={(ids) => setQuery(new URLSearchParams(ids.map((id) => ["compare", id])))} />
          {provisional && <Note title={w("provisionalList")} description={beside.line.waiting > 0 && w("waiting", { count: beside.line.waiting })} />}
          {beside && <How beside={beside} />}
          <Table rows={rows} envelope={envelopeFen} levels={levels} beside={beside} known={known} chosen={chosen} onChoose={has(...DECIDERS) ? choose : undefined} />
        </div>
      )}
    </Page>
  );
}
