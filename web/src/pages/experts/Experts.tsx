// The pool: filters in the address, rows that are a table when wide and cards when narrow.

import { keepPreviousData, useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { App, Button, Input, Select } from "antd";
import { useRef } from "react";
import { Link, useSearchParams } from "react-router";
import { experts } from "../../api/client/expert";
import { keys } from "../../app/keys";
import { useSession } from "../../app/session";
import { useTopics } from "../../form/options";
import { RequestIds } from "../../form/requestId";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { EmptyState } from "../../ui/EmptyState";
import { LinkButton } from "../../ui/LinkButton";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { useDisciplineOptions } from "./data";
import { Rows } from "./Rows";
import { filtersOf, KINDS, narrows, paramsOf, SORTS, STATUSES, type Filters, type Sort } from "./filters";
import { words } from "./words";
import "../lists/lists.css";
import "./experts.css";

type Put = (change: Partial<Filters>) => void;

function Chip({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return <label className="chip"><input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />{label}</label>;
}

function Bar({ filters, put, pool }: { filters: Filters; put: Put; pool: boolean }) {
  const w = useWords(words);
  const topics = useTopics();
  const disciplines = useDisciplineOptions();
  const one = (name: "topic" | "discipline", options: { value: string; label: string }[] | undefined) => (
    <Select
      allowClear showSearch={{ optionFilterProp: "label" }} aria-label={w(name)} placeholder={w(name)} value={filters[name] || undefined} options={options}
      onChange={(value?: string) => put({ [name]: value ?? "" })}
    />
  );
  const many = (name: "status" | "kinds", label: string, all: readonly (typeof STATUSES[number] | typeof KINDS[number])[]) => (
    <Select
      mode="multiple" allowClear maxTagCount="responsive" aria-label={label} placeholder={label} value={filters[name]} options={all.map((value) => ({ value, label: w(value) }))}
      onChange={(value: string[]) => put({ [name]: value })}
    />
  );
  return (
    <search className="filter-bar">
      <div className="filters">
        <Input.Search allowClear key={filters.query} defaultValue={filters.query} placeholder={w("query")} aria-label={w("query")} maxLength={100} onSearch={(query) => put({ query: query.trim() })} />
        {many("status", w("status"), STATUSES)}
        {many("kinds", w("kind"), KINDS)}
        {one("discipline", disciplines)}
        {one("topic", topics.data)}
      </div>
      <div className="row">
        {pool && <Chip label={w("stale")} on={filters.stale} onChange={(stale) => put({ stale })} />}
        {pool && <Chip label={w("free")} on={filters.free} onChange={(free) => put({ free })} />}
        {pool && (
          <label className="day-field">{w("sort")}
            <select value={filters.sort} onChange={(event) => put({ sort: event.target.value as Sort })}>{SORTS.map((sort) => <option key={sort} value={sort}>{w(`sort_${sort}`)}</option>)}</select>
          </label>
        )}
      </div>
    </search>
  );
}

function AskAll() {
  const w = useWords(words);
  const { message } = App.useApp();
  const ids = useRef(new RequestIds());
  const ask = useMutation({
    mutationFn: () => experts.askRefresh({ requestId: ids.current.idFor("all") }),
    onSuccess: ({ asked }) => {
      ids.current.done();
      void message.success(w("asked", { n: asked }));
    },
  });
  return <><Button loading={ask.isPending} onClick={() => ask.mutate()}>{w("askAll")}</Button>{ask.error && <ProblemAlert error={ask.error} />}</>;
}

export function Experts() {
  const w = useWords(words);
  const { t } = useSpeak();
  const { has } = useSession();
  const [params, setParams] = useSearchParams();
  const filters = filtersOf(params);
  const pool = has("agency", "officer", "director", "discipline", "auditor");
  const keeps = has("agency", "officer");
  const put: Put = (change) => setParams(paramsOf({ ...filters, ...change }), { replace: true });
  const clear = () => setParams({}, { replace: true });
  const list = useInfiniteQuery({
    queryKey: keys.experts(filters), initialPageParam: "", placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) => experts.listExperts({ ...filters, pageToken: pageParam }), getNextPageParam: (page) => page.nextPageToken || undefined,
  });
  const rows = list.data?.pages.flatMap((page) => page.experts) ?? [];
  const begin = keeps ? <LinkButton to="/experts/import">{w("import")}</LinkButton> : has("institution", "recommender") && <LinkButton to="/experts/recommend">{w("recommend")}</LinkButton>;
  return (
    <Page title={w("title")} hint={w(pool ? "hint" : "ownHint")} actions={<>{begin}{pool && <LinkButton type="default" to="/experts/statistics">{w("statistics")}</LinkButton>}</>}>
      <Bar filters={filters} put={put} pool={pool} />
      {list.isPending && <Loading />}
      {list.error && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && rows.length === 0 && (narrows(filters)
        ? <EmptyState title={w("noneFound")} hint={w("noneFoundHint")} action={<Button onClick={clear}>{w("clear")}</Button>} />
        : <EmptyState title={w("none")} hint={w("noneHint")} action={begin} />)}
      {rows.length > 0 && (
        <div className="stack">
          <div className="between"><span className="muted">{w("total", { n: list.data?.pages[0]?.total ?? 0 })}</span>{keeps && filters.stale && <AskAll />}</div>
          <Rows rows={rows} pool={pool} />
        </div>
      )}
      {list.hasNextPage && <Button block onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage} className="more">{t("common.more")}</Button>}
      {has("officer") && <p className="small"><Link to="/join-experts">{w("joinTitle")}</Link></p>}
    </Page>
  );
}
