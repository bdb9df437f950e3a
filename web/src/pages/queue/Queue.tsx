// My queue: what waits for me, the longest wait first.

import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Empty } from "antd";
import { Link } from "react-router";
import { dockets } from "../../api/clients";
import { useSession } from "../../app/session";
import { useSpeak } from "../../i18n";
import { DocketCard } from "../../ui/DocketCard";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Held } from "./Held";

const EVERY = 15_000;

function Nothing() {
  const { t } = useSpeak();
  const session = useSession();
  return (
    <Empty description={<div className="stack"><strong>{t("queue.emptyTitle")}</strong><span>{t("queue.emptyHint")}</span></div>}>
      <div className="row" style={{ justifyContent: "center" }}>
        {session.has("pi") && <Link to="/calls">{t("queue.seeCalls")}</Link>}
        {session.has("demander") && <Link to="/new/need">{t("queue.seeNeeds")}</Link>}
        {!session.has("reviewer", "demander") && <Link to="/projects">{t("queue.seeProjects")}</Link>}
        <Link to="/notices">{t("queue.seeNotices")}</Link>
      </div>
    </Empty>
  );
}

export function Queue() {
  const { t } = useSpeak();
  const list = useInfiniteQuery({
    queryKey: ["queue"], initialPageParam: "", refetchInterval: EVERY,
    queryFn: ({ pageParam }) => dockets.listQueue({ pageSize: 50, pageToken: pageParam }),
    getNextPageParam: (page) => page.nextPageToken || undefined,
  });
  const items = list.data?.pages.flatMap((page) => page.dockets) ?? [];
  const total = list.data?.pages[0]?.total ?? 0;
  return (
    <Page title={t("queue.title")} hint={items.length > 0 ? t("queue.count", { count: Math.max(total, items.length) }) : undefined}>
      <Held />
      {list.isPending && <Loading />}
      {list.error && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && items.length === 0 && <Nothing />}
      <div className="card-list">{items.map((docket) => <DocketCard key={docket.id} docket={docket} />)}</div>
      {list.hasNextPage && <Button block onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage} style={{ marginTop: 12 }}>{t("common.more")}</Button>}
    </Page>
  );
}
