// The filters above a list. Each change is a new address, so that a list can be sent to a colleague.

import { useQuery } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { dockets } from "../../api/client/docket";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { STATES, type Machine } from "../../words/states";
import { narrows, SORTS, type Filters, type Sort } from "./filters";
import { words } from "./words";

type Put = (change: Partial<Filters>) => void;

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

function Chip({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return <label className="chip"><input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />{label}</label>;
}

function Days({ filters, put }: { filters: Filters; put: Put }) {
  const w = useWords(words);
  const field = (name: "from" | "to") => (
    <label className="day-field">{w(name)}<input type="date" value={filters[name]} onChange={(event) => put({ [name]: event.target.value })} /></label>
  );
  return <div className="days" role="group" aria-label={w("since")}><span className="muted">{w("since")}</span>{field("from")}{field("to")}</div>;
}

/** On a narrow screen there are no column heads to sort by. */
function SortChoice({ filters, put }: { filters: Filters; put: Put }) {
  const w = useWords(words);
  return (
    <div className="row sort-narrow">
      <label className="day-field">{w("sort")}
        <select value={filters.sort} onChange={(event) => put({ sort: event.target.value as Sort })}>{SORTS.map((sort) => <option key={sort} value={sort}>{w(`sort_${sort}`)}</option>)}</select>
      </label>
      <Chip label={w("up")} on={filters.ascending} onChange={(ascending) => put({ ascending })} />
    </div>
  );
}

type Props = { machine: Machine; filters: Filters; put: Put; clear: () => void; withCall: boolean };

export function FilterBar({ machine, filters, put, clear, withCall }: Props) {
  const w = useWords(words);
  const { t, language } = useSpeak();
  return (
    <search className="filter-bar">
      <div className="filters">
        <Input.Search
          allowClear defaultValue={filters.query} key={filters.query} placeholder={w("query")} aria-label={w("query")} data-filter="query" maxLength={100}
          onSearch={(query) => put({ query: query.trim() })}
        />
        <Select
          mode="multiple" allowClear maxTagCount="responsive" placeholder={t("list.filterState")} aria-label={t("list.filterState")} value={filters.states}
          options={STATES[machine].map((state) => ({ value: state.code, label: state[language] }))} showSearch={{ optionFilterProp: "label" }} onChange={(states: string[]) => put({ states })}
        />
        {withCall && <CallFilter value={filters.parent} onChange={(parent) => put({ parent })} />}
      </div>
      <div className="row">
        <Chip label={w("mine")} on={filters.mine} onChange={(mine) => put({ mine })} />
        <Chip label={w("late")} on={filters.late} onChange={(late) => put({ late })} />
        <Chip label={w("open")} on={filters.open} onChange={(open) => put({ open })} />
        <Days filters={filters} put={put} />
        {(filters.pi || filters.host) && <Button size="small" onClick={() => put({ pi: "", host: "", who: "" })}>{w("whoIs", { who: filters.who || w("oneFilter") })} ✕</Button>}
        {narrows(filters) && <Button type="link" size="small" onClick={clear}>{t("common.clear")}</Button>}
      </div>
      <SortChoice filters={filters} put={put} />
    </search>
  );
}
