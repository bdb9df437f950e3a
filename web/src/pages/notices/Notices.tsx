// What is on public notice, with the days that are left.

import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { awards } from "../../api/client/award";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Button } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { words } from "../home/words";
import { NoticeRow } from "./NoticeRow";

const EVERY = 20_000;

export function Notices() {
  const { t } = useSpeak();
  const w = useWords(words);
  const list = useInfiniteQuery({
    queryKey: ["notices"], initialPageParam: "", refetchInterval: EVERY,
    queryFn: ({ pageParam }) => awards.listNotices({ pageSize: 30, pageToken: pageParam }),
    getNextPageParam: (page) => page.nextPageToken || undefined,
  });
  const notices = list.data?.pages.flatMap((page) => page.notices) ?? [];
  return (
    <Page title={t("notices.title")} hint={t("notices.hint")} actions={<><a href="/feeds/notices.atom">{w("feed")}</a><Link to="/results">{w("results")}</Link><Link to="/objections">{t("nav.objections")}</Link></>}>
      {list.isPending && <Loading />}
      {list.error && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && notices.length === 0 && <EmptyState title={t("notices.none")} action={<Link to="/results">{w("results")}</Link>} />}
      <div className="card-list">
        {notices.map((notice) => (
          <div key={notice.docket} className="item"><NoticeRow notice={notice} /></div>
        ))}
      </div>
      {list.hasNextPage && <Button block style={{ marginTop: 12 }} onClick={() => void list.fetchNextPage()}>{t("common.more")}</Button>}
    </Page>
  );
}
