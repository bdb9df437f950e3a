// The list page of one kind of docket: filters, saved views, sorting, selection, bulk acts, export.

import { DownloadOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { lazy, Suspense, useState, type ReactNode } from "react";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { download } from "../../ui/download";
import { EmptyState } from "../../ui/EmptyState";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import type { Machine } from "../../words/states";
import { DocketTable, type Selection } from "./DocketTable";
import { FilterBar } from "./FilterBar";
import { narrows, sheetOf } from "./filters";
import { Keys } from "./Keys";
import { PAGE_SIZES, useFilters, useList } from "./useList";
import { Views } from "./Views";
import { words } from "./words";
import "./lists.css";

const BulkPanel = lazy(async () => ({ default: (await import("./BulkPanel")).BulkPanel }));

type Props = { machine: Machine; page: string; title: string; actions?: ReactNode; withCall?: boolean; empty?: ReactNode };

/** What is selected stays selected while the list is filtered anew, until it is let go. */
function useSelection(rows: readonly Docket[]): Selection & { chosen: Docket[]; drop: (ids?: readonly string[]) => void } {
  const [chosen, setChosen] = useState<Docket[]>([]);
  const has = (id: string) => chosen.some((one) => one.id === id);
  const toggle = (docket: Docket) => setChosen(has(docket.id) ? chosen.filter((one) => one.id !== docket.id) : [...chosen, docket]);
  const all = rows.length > 0 && rows.every((row) => has(row.id));
  const toggleAll = () => setChosen(all ? chosen.filter((one) => !rows.some((row) => row.id === one.id)) : [...chosen, ...rows.filter((row) => !has(row.id))]);
  return { chosen, has, toggle, all, some: chosen.length > 0, toggleAll, drop: (ids) => setChosen(ids ? chosen.filter((one) => !ids.includes(one.id)) : []) };
}

export function DocketList({ machine, page, title, actions, withCall = false, empty }: Props) {
  const { t } = useSpeak();
  const w = useWords(words);
  const { filters, put, clear, query, open } = useFilters();
  const { list, rows, total, more, size, setSize } = useList(machine, filters);
  const selection = useSelection(rows);
  const [acting, setActing] = useState<Docket[]>();
  const sheet = useMutation({ mutationFn: () => download(sheetOf(machine, filters), `${title}.xlsx`) });
  const hint = list.data && <span data-total={total}>{w(more ? "totalMore" : "total", { count: total.toLocaleString("en-US") })}</span>;
  const tools = (
    <>
      <Views page={page} query={query} onPick={open} />
      <Button icon={<DownloadOutlined />} loading={sheet.isPending} disabled={rows.length === 0} onClick={() => sheet.mutate()}>{w("export")}</Button>
      {actions}
    </>
  );
  return (
    <Page title={title} hint={hint} actions={tools}>
      <FilterBar machine={machine} filters={filters} put={put} clear={clear} withCall={withCall} />
      {list.isPending && <Loading />}
      {list.error && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      {sheet.error && <ProblemAlert error={sheet.error} onRetry={() => sheet.mutate()} />}
      {list.data && rows.length === 0 && (narrows(filters)
        ? <EmptyState title={w("noMatch")} hint={w("noMatchHint")} action={<Button onClick={clear}>{t("common.clear")}</Button>} />
        : empty ?? <EmptyState title={w("none")} hint={w("noneHint")} action={actions} />)}
      {rows.length > 0 && (
        <div aria-busy={list.isPlaceholderData}>
          <DocketTable rows={rows} selection={selection} filters={filters} onSort={(sort, ascending) => put({ sort, ascending })} />
        </div>
      )}
      <div className="between list-foot">
        <span className="muted small">{rows.length > 0 && w("shown", { count: rows.length })}</span>
        <div className="row">
          {list.hasNextPage && <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t("common.more")}</Button>}
          <label className="day-field">{w("pageSize")}
            <select value={size} onChange={(event) => setSize(event.target.value as typeof size)}>{PAGE_SIZES.map((one) => <option key={one} value={one}>{w("each", { count: one })}</option>)}</select>
          </label>
          <Keys onSelectAll={selection.toggleAll} onSelect={(id) => { const row = rows.find((one) => one.id === id); if (row) selection.toggle(row); }} />
        </div>
      </div>
      {selection.chosen.length > 0 && (
        <div className="bulk-bar" role="region" aria-label={w("bulk")}>
          <strong role="status">{w("selected", { count: selection.chosen.length })}</strong>
          <Button type="primary" data-bulk-open onClick={() => setActing(selection.chosen)}>{w("bulk")}</Button>
          <Button onClick={() => selection.drop()}>{w("clearSelection")}</Button>
        </div>
      )}
      {acting && <Suspense fallback={null}><BulkPanel selected={acting} onClose={() => setActing(undefined)} onDone={selection.drop} /></Suspense>}
    </Page>
  );
}
