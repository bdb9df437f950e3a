// My queue: what waits for me, what is late first, the longest wait first.

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { lazy, Suspense } from "react";
import { Link } from "react-router";
import { dockets } from "../../api/client/docket";
import { keys } from "../../app/keys";
import { useRefetchEvery } from "../../app/live";
import { useSession } from "../../app/session";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { DocketCard } from "../../ui/DocketCard";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { groupsOf, type Group } from "./groups";
import { Held } from "./Held";
import { Nothing } from "./Nothing";
import { words } from "./words";
import "./queue.css";

const EVERY = 15_000;

const NewRules = lazy(async () => ({ default: (await import("../packs/NewRules")).NewRules }));

/** The late ones stand on top even when there are more pages than were read. */
function useQueue() {
  const every = useRefetchEvery(EVERY);
  const late = useQuery({
    queryKey: [...keys.queue, "late"], refetchInterval: every,
    queryFn: () => dockets.listDockets({ mine: true, late: true, sort: "since", ascending: true, pageSize: 100 }),
  });
  const list = useInfiniteQuery({
    queryKey: keys.queue, initialPageParam: "", refetchInterval: every,
    queryFn: ({ pageParam }) => dockets.listQueue({ pageSize: 50, pageToken: pageParam }),
    getNextPageParam: (page) => page.nextPageToken || undefined,
  });
  const queued = list.data?.pages.flatMap((page) => page.dockets) ?? [];
  return { list, rows: [...queued, ...(late.data?.dockets ?? [])], total: Math.max(list.data?.pages[0]?.total ?? 0, queued.length) };
}

/** Only a group with others beside it needs its name. */
function Rows({ group, rows, alone }: { group: Group; rows: ReturnType<typeof useQueue>["rows"]; alone: boolean }) {
  const w = useWords(words);
  return (
    <section className={`queue-group queue-${group}`} aria-label={w(group)} data-group={group}>
      {!(alone && group === "rest") && <h2>{w(group)} <span className="muted">{w("count", { count: rows.length })}</span></h2>}
      <div className="card-list">{rows.map((docket) => <DocketCard key={docket.id} docket={docket} level="h3" />)}</div>
    </section>
  );
}

export function Queue() {
  const { t } = useSpeak();
  const session = useSession();
  const w = useWords(words);
  const { list, rows, total } = useQueue();
  const groups = groupsOf(rows, Date.now());
  const late = groups.find((one) => one.group === "late")?.rows.length ?? 0;
  const hint = rows.length > 0 ? w(late > 0 ? "sumLate" : "sum", { count: total, late }) : undefined;
  return (
    <Page title={t("queue.title")} hint={hint} actions={rows.length > 0 && <Link to="/projects?mine=1">{w("asList")}</Link>}>
      {session.has("officer", "admin") && <Suspense><NewRules /></Suspense>}
      <Held />
      {list.isPending && <Loading />}
      {list.error && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && rows.length === 0 && <Nothing />}
      {groups.map((one) => <Rows key={one.group} {...one} alone={groups.length === 1} />)}
      {list.hasNextPage && <Button block onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage} className="more">{t("common.more")}</Button>}
    </Page>
  );
}
