// The inbox: what happened that concerns me and what the bureau wrote to me, newest first.

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { Link, useSearchParams } from "react-router";
import { dockets } from "../../api/client/docket";
import { keys } from "../../app/keys";
import { useRefetchEvery } from "../../app/live";
import { placeOf } from "../../app/subject";
import type { NotificationItem } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Choice } from "../../ui/Choice";
import { EmptyState } from "../../ui/EmptyState";
import { LinkButton } from "../../ui/LinkButton";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Time } from "../../ui/Time";
import { markAllRead } from "./mark";
import { words } from "./words";
import "./inbox.css";

const EVERY = 30_000;
const PAGE_SIZE = 30;

function Item({ item }: { item: NotificationItem }) {
  const w = useWords(words);
  const { say } = useSpeak();
  const title = say(item.zh, item.en);
  return (
    <li className="item inbox-item" data-unread={!item.read || undefined}>
      <div className="between">
        <h2>{!item.read && <span className="unread-dot" role="img" aria-label={w("isUnread")} />}{item.docket ? <Link to={placeOf(item.docket)}>{title}</Link> : title}</h2>
        <span className="muted small"><Time at={item.at} /></span>
      </div>
      {item.senderName && <p className="muted small">{w("from", { who: item.senderName })}</p>}
      {item.text && <p className="pre inbox-text">{item.text}</p>}
    </li>
  );
}

function Nothing({ unread, onAll }: { unread: boolean; onAll: () => void }) {
  const w = useWords(words);
  const action = unread ? <Button onClick={onAll}>{w("seeAll")}</Button> : <LinkButton to="/queue">{w("toQueue")}</LinkButton>;
  return <EmptyState title={w(unread ? "noneUnread" : "none")} hint={w("noneHint")} action={action} />;
}

export function Inbox() {
  const w = useWords(words);
  const { t } = useSpeak();
  const [params, setParams] = useSearchParams();
  const queries = useQueryClient();
  const unread = params.get("unread") === "1";
  const every = useRefetchEvery(EVERY);
  const list = useInfiniteQuery({
    queryKey: keys.notifications(unread), initialPageParam: "", refetchInterval: every,
    queryFn: ({ pageParam }) => dockets.listNotifications({ pageSize: PAGE_SIZE, pageToken: pageParam, unread }),
    getNextPageParam: (page) => page.nextPageToken || undefined,
  });
  const mark = useMutation({ mutationFn: markAllRead, onSettled: () => queries.invalidateQueries({ queryKey: ["notifications"] }) });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const count = list.data?.pages[0]?.unread ?? 0;
  const show = (which: "all" | "unread") => setParams(which === "unread" ? { unread: "1" } : {}, { replace: true });
  return (
    <Page title={w("title")} hint={list.data && (count > 0 ? w("unreadCount", { count }) : w("allRead"))} actions={count > 0 && <Button loading={mark.isPending} onClick={() => mark.mutate()}>{w("markAll")}</Button>}>
      <div className="filters">
        <Choice label={w("show")} value={unread ? "unread" : "all"} options={[{ value: "all", label: w("all") }, { value: "unread", label: w("unread") }]} onChange={show} />
      </div>
      {list.isPending && <Loading />}
      {(list.error ?? mark.error) && <ProblemAlert error={list.error ?? mark.error} onRetry={() => void list.refetch()} />}
      {list.data && items.length === 0 && <Nothing unread={unread} onAll={() => show("all")} />}
      <ul className="plain card-list">{items.map((item) => <Item key={`${item.docket}/${item.seq}/${item.at?.seconds}`} item={item} />)}</ul>
      {list.hasNextPage && <Button block onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage} className="more">{t("common.more")}</Button>}
    </Page>
  );
}
