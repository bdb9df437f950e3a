// A list of subjects of one kind; its filters and its place live in the URL.

import { useQuery } from "@tanstack/react-query";
import { Button, Empty, Input, Select } from "antd";
import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import { dockets } from "../../api/clients";
import { useSpeak } from "../../i18n";
import { DocketCard } from "../../ui/DocketCard";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { STATES, type Machine } from "../../words/states";
import { filtersOf, paramsOf, type Filters } from "./filters";

const PAGE_SIZE = 25;

function CallFilter({ value, onChange }: { value: string; onChange: (call: string) => void }) {
  const { t } = useSpeak();
  const { data } = useQuery({ queryKey: ["calls", "filter"], staleTime: 60_000, queryFn: () => dockets.listDockets({ machine: "call", pageSize: 200 }) });
  return (
    <Select
      allowClear showSearch={{ optionFilterProp: "label" }} aria-label={t("list.filterCall")} placeholder={t("list.filterCall")} value={value || undefined}
      options={data?.dockets.map((call) => ({ value: call.id, label: call.title || call.code }))} onChange={(call?: string) => onChange(call ?? "")}
    />
  );
}

type Props = { machine: Machine; title: string; actions?: ReactNode; withCall?: boolean };

export function DocketList({ machine, title, actions, withCall = false }: Props) {
  const { t, language } = useSpeak();
  const [params, setParams] = useSearchParams();
  const filters = filtersOf(params);
  const put = (change: Partial<Filters>) => setParams(paramsOf({ ...filters, page: "", ...change }));
  const list = useQuery({
    queryKey: ["dockets", machine, filters], placeholderData: (old) => old,
    queryFn: () => dockets.listDockets({ machine, states: filters.states, query: filters.query, parent: filters.parent, pageToken: filters.page, pageSize: PAGE_SIZE }),
  });
  const filtered = filters.states.length > 0 || filters.query !== "" || filters.parent !== "";
  return (
    <Page title={title} actions={actions}>
      <div className="filters" role="search">
        <Input.Search allowClear defaultValue={filters.query} key={filters.query} placeholder={t("common.search")} aria-label={t("common.search")} onSearch={(query) => put({ query: query.trim() })} />
        <Select
          mode="multiple" allowClear maxTagCount="responsive" placeholder={t("list.filterState")} aria-label={t("list.filterState")} value={filters.states}
          options={STATES[machine].map((state) => ({ value: state.code, label: state[language] }))} showSearch={{ optionFilterProp: "label" }} onChange={(states: string[]) => put({ states })}
        />
        {withCall && <CallFilter value={filters.parent} onChange={(parent) => put({ parent })} />}
        {filtered && <Button type="link" onClick={() => setParams(new URLSearchParams())} style={{ minWidth: 0, flex: "0 0 auto" }}>{t("common.clear")}</Button>}
      </div>
      {list.isPending && <Loading />}
      {list.error && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.dockets.length === 0 && <Empty description={t("common.empty")} />}
      <div className="card-list">{list.data?.dockets.map((docket) => <DocketCard key={docket.id} docket={docket} />)}</div>
      <div className="between" style={{ marginTop: 12 }}>
        {filters.page ? <Button onClick={() => put({})}>{t("common.first")}</Button> : <span />}
        {list.data?.nextPageToken && <Button onClick={() => put({ page: list.data.nextPageToken })}>{t("common.next")}</Button>}
      </div>
    </Page>
  );
}
