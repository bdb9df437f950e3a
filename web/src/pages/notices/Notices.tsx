// What is on public notice, with the days that are left.

import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Empty } from "antd";
import { Link } from "react-router";
import { awards } from "../../api/clients";
import { showWan } from "../../format/money";
import { useSpeak } from "../../i18n";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { StateTag } from "../../ui/StateTag";
import { NoticeClock } from "./NoticeClock";

const EVERY = 20_000;

export function Notices() {
  const { t } = useSpeak();
  const list = useInfiniteQuery({
    queryKey: ["notices"], initialPageParam: "", refetchInterval: EVERY,
    queryFn: ({ pageParam }) => awards.listNotices({ pageSize: 30, pageToken: pageParam }),
    getNextPageParam: (page) => page.nextPageToken || undefined,
  });
  const notices = list.data?.pages.flatMap((page) => page.notices) ?? [];
  return (
    <Page title={t("notices.title")} hint={t("notices.hint")} actions={<Link to="/objections">{t("nav.objections")}</Link>}>
      {list.isPending && <Loading />}
      {list.error && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && notices.length === 0 && <Empty description={t("notices.none")} />}
      <div className="card-list">
        {notices.map((notice) => (
          <article key={notice.docket} className="item" data-notice={notice.docket}>
            <div className="between">
              <h2><Link to={`/notices/${notice.docket}`}>{notice.title}</Link></h2>
              <StateTag state={notice.state} zh={notice.stateZh} en={notice.stateEn} />
            </div>
            <div className="item-meta">
              <span>{notice.host}</span>
              <span>{t("notices.pi")} {notice.pi}</span>
              <span>{t("notices.amount")} {showWan(notice.amountFen)} {t("common.unit")}</span>
              <NoticeClock notice={notice} />
            </div>
          </article>
        ))}
      </div>
      {list.hasNextPage && <Button block style={{ marginTop: 12 }} onClick={() => void list.fetchNextPage()}>{t("common.more")}</Button>}
    </Page>
  );
}
