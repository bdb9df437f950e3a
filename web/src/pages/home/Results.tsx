// What was funded, after its notice.

import { useInfiniteQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useSearchParams } from "react-router";
import { site } from "../../api/client/site";
import { useMoney } from "../../format/unit";
import { showDay } from "../../format/time";
import type { Result } from "../../gen/yanlu/site/v1/site_pb";
import { useWords } from "../../i18n/words";
import { Button } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { LinkButton } from "../../ui/LinkButton";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { words } from "./words";
import "./site.css";

type Say = ReturnType<typeof useWords<typeof words>>;

const statusOf = (w: Say, status: string): string =>
  (status === "running" ? w("status_running") : status === "passed" ? w("status_passed") : status === "shortfall" ? w("status_shortfall") : w("status_ended"));

function Table({ results }: { results: Result[] }) {
  const w = useWords(words);
  const money = useMoney();
  return (
    <div className="table-wrap site-wide" tabIndex={0} role="region" aria-label={w("results")}>
      <table className="table">
        <thead><tr><th>{w("number")}</th><th>{w("project")}</th><th>{w("host")}</th><th>{w("lead")}</th><th className="num">{w("amount", { unit: money.unitWord })}</th><th>{w("call")}</th><th>{w("decided")}</th><th>{w("status")}</th></tr></thead>
        <tbody>
          {results.map((one) => (
            <tr key={one.number}>
              <td className="mono">{one.number}</td><td>{one.title}</td><td>{one.hostName}</td><td>{one.leadName}</td><td className="num">{money.amount(one.amountFen)}</td>
              <td>{one.callTitle}</td><td className="num">{showDay(one.decidedAt)}</td><td>{statusOf(w, one.status)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cards({ results }: { results: Result[] }) {
  const w = useWords(words);
  const money = useMoney();
  return (
    <ul className="plain site-cards card-list">
      {results.map((one) => (
        <li key={one.number} className="item">
          <h2>{one.title}</h2>
          <div className="item-meta">
            <span className="mono">{one.number}</span><span>{one.hostName} · {one.leadName}</span><span>{money.show(one.amountFen)}</span>
            <span>{one.callTitle}</span><span>{showDay(one.decidedAt)}</span><span>{statusOf(w, one.status)}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}

export function Results() {
  const w = useWords(words);
  const [address, setAddress] = useSearchParams();
  const call = address.get("call") ?? "";
  const query = address.get("query") ?? "";
  const list = useInfiniteQuery({
    queryKey: ["results", call, query], initialPageParam: "",
    queryFn: ({ pageParam }) => site.listResults({ call, query, pageSize: 50, pageToken: pageParam }),
    getNextPageParam: (page) => page.nextPageToken || undefined,
  });
  const find = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get("query") ?? "").trim();
    setAddress({ ...(call && { call }), ...(typed && { query: typed }) });
  };
  const results = list.data?.pages.flatMap((page) => page.results) ?? [];
  return (
    <Page title={w("results")} hint={w("resultsHint")} actions={<a href="/feeds/results.atom">{w("feed")}</a>}>
      <form className="site-find" role="search" onSubmit={find}>
        <input key={query} name="query" type="search" defaultValue={query} maxLength={100} aria-label={w("findResult")} placeholder={w("findResult")} />
        <Button htmlType="submit">{w("find")}</Button>
      </form>
      {list.isPending && <Loading />}
      {list.error && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && results.length === 0 && query && <EmptyState title={w("noneFound")} hint={w("noneFoundHint")} action={<LinkButton to={call ? `/results?call=${encodeURIComponent(call)}` : "/results"}>{w("allResults")}</LinkButton>} />}
      {list.data && results.length === 0 && !query && <EmptyState title={w("noResults")} hint={w("noResultsHint")} action={<LinkButton to="/notices">{w("notices")}</LinkButton>} />}
      {results.length > 0 && <><Table results={results} /><Cards results={results} /></>}
      {list.hasNextPage && <Button block style={{ marginTop: 12 }} onClick={() => void list.fetchNextPage()}>{w("more")}</Button>}
    </Page>
  );
}
