// Two applications side by side, what differs in view at once.

import { useQueries } from "@tanstack/react-query";
import { Button } from "antd";
import { Link } from "react-router";
import { reviews } from "../../api/clients";
import { useMoney } from "../../format/unit";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import type { RankRow } from "../../gen/yanlu/review/v1/review_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { sayFact, type Fact } from "../../words/fact";
import { sayState } from "../../words/states";
import { standingOf } from "./decision";
import { words } from "./words";

type Facts = Record<string, Record<string, Fact> | undefined>;

function useLines() {
  const w = useWords(words);
  const { language } = useSpeak();
  const money = useMoney();
  return (row: RankRow, docket: Docket | undefined): [string, string][] => {
    const { parties, intake } = (docket?.facts ?? {}) as Facts;
    const say = (name: string, value: Fact | undefined) => (value === undefined ? "" : sayFact(name, value, docket?.names ?? {}, language));
    const more = standingOf(docket);
    return [
      [w("rank"), String(row.rank)], [w("score"), row.aggregate], [w("spread", { spread: "" }).trim(), more.spread],
      [w("host"), row.host], [w("pi"), say("pi", parties?.pi)],
      [`${w("asked")}（${money.unitWord}）`, [money.amount(row.requestedFen), more.advisedFen === undefined ? "" : money.amount(more.advisedFen)].filter(Boolean).join(" / ")],
      [w("own"), say("own_fen", intake?.own_fen)], [w("months"), say("months", intake?.months)], [w("targets"), say("targets", intake?.targets)],
      [w("state"), sayState("project", row.state, language)], [w("departure"), more.departure],
    ];
  };
}

export function Compare({ rows, known, onClose }: { rows: RankRow[]; known: Map<string, Docket>; onClose: () => void }) {
  const w = useWords(words);
  const linesOf = useLines();
  const opinions = useQueries({ queries: rows.map((row) => ({ queryKey: ["feedback", row.docket], retry: false, queryFn: () => reviews.feedback({ docket: row.docket }) })) });
  const columns = rows.map((row) => linesOf(row, known.get(row.docket)));
  const names = columns[0]?.map(([name]) => name) ?? [];
  return (
    <Card title={w("compare")} extra={<Button size="small" onClick={onClose}>{w("closeCompare")}</Button>}>
      <div className="table-wrap" tabIndex={0} role="region" aria-label={w("compare")} data-compare>
        <table className="table compare-table">
          <thead><tr><td />{rows.map((row) => <th key={row.docket} scope="col"><Link to={`/dockets/${row.docket}`}>{row.title}</Link></th>)}</tr></thead>
          <tbody>
            {names.map((name, i) => {
              const texts = columns.map((column) => column[i]?.[1] ?? "");
              if (texts.every((text) => text === "")) return null;
              const differs = new Set(texts).size > 1;
              return <tr key={name} data-differs={differs || undefined}><th scope="row">{name}</th>{texts.map((text, at) => <td key={rows[at]?.docket} className="pre">{text}</td>)}</tr>;
            })}
            <tr>
              <th scope="row">{w("opinions")}</th>
              {opinions.map((one, at) => (
                <td key={rows[at]?.docket}>{one.data?.opinions.map((opinion) => <details key={opinion.label}><summary>{opinion.label} <strong>{opinion.total}</strong></summary><p className="pre small">{opinion.comment}</p></details>)}</td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
    </Card>
  );
}
