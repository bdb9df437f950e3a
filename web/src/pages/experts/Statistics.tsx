// How the pool is used: in all, and by field.

import { useQuery } from "@tanstack/react-query";
import { Link, useSearchParams } from "react-router";
import { experts } from "../../api/client/expert";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Figures } from "./Figures";
import { STATUSES } from "./filters";
import { words, type Word } from "./words";
import "../lists/lists.css";
import "./experts.css";

const COUNTS = ["invited", "accepted", "scored", "late", "open"] as const;

export function Statistics() {
  const w = useWords(words);
  const { say } = useSpeak();
  const [params, setParams] = useSearchParams();
  const year = Number(params.get("year")) || 0;
  const found = useQuery({ queryKey: ["experts", "statistics", year], placeholderData: (old) => old, queryFn: () => experts.getExpertStatistics({ year }) });
  const now = new Date().getFullYear();
  const years = [0, now, now - 1, now - 2];
  return (
    <Page title={w("statsTitle")}>
      <div className="filter-bar"><label className="day-field">{w("year")}<select value={year} onChange={(event) => setParams(event.target.value === "0" ? {} : { year: event.target.value }, { replace: true })}>{years.map((one) => <option key={one} value={one}>{one || w("allYears")}</option>)}</select></label></div>
      {found.isPending && <Loading />}
      {found.error && <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && (
        <div className="stack">
          <Card title={w("pool")}>
            <dl className="expert-figures">
              {STATUSES.map((status) => <div key={status}><dt>{w(status)}</dt><dd>{found.data.status[status] ?? 0}</dd></div>)}
              <div><dt>{w("stale")}</dt><dd>{found.data.stale}</dd></div>
            </dl>
          </Card>
          <Card title={w("use")} extra={year > 0 && <Link to={`/experts/fees?from=${year}-01-01&to=${year}-12-31`}>{w("feesOfYear")}</Link>}>{found.data.use && <Figures use={found.data.use} />}</Card>
          <section className="stack" aria-label={w("byField")}>
            <h2>{w("byField")}</h2>
            <div className="table-wrap" tabIndex={0} role="region" aria-label={w("byField")}>
              <table className="table">
                <thead><tr><th scope="col">{w("fields")}</th><th scope="col" className="num">{w("experts")}</th>{COUNTS.map((name) => <th key={name} scope="col" className="num">{w(name)}</th>)}</tr></thead>
                <tbody>
                  {found.data.fields.map((field) => (
                    <tr key={`${field.kind}-${field.code}`}><td>{w(`fieldKind_${field.kind}` as Word)} · {say(field.zh, field.en)}</td><td className="num">{field.experts}</td>{COUNTS.map((name) => <td key={name} className="num">{field.use?.[name] ?? 0}</td>)}</tr>
                  ))}
                </tbody>
              </table>
            </div>
          </section>
        </div>
      )}
    </Page>
  );
}
