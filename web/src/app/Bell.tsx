// The bell: what happened that concerns me, newest first, each a link to its subject.

import { BellOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Badge, Button, Drawer, Empty } from "antd";
import { useRef, useState } from "react";
import { Link } from "react-router";
import { dockets } from "../api/clients";
import { showTime } from "../format/time";
import { useSpeak } from "../i18n";

const EVERY = 30_000;

export function Bell() {
  const { t, say } = useSpeak();
  const [open, setOpen] = useState(false);
  const seen = useRef(false); // what is laid before the reader counts as read
  const list = useInfiniteQuery({
    queryKey: ["notifications"], initialPageParam: "", refetchInterval: EVERY,
    queryFn: ({ pageParam }) => dockets.listNotifications({ pageSize: 30, pageToken: pageParam, markRead: seen.current }),
    getNextPageParam: (page) => page.nextPageToken || undefined,
  });
  const pages = list.data?.pages ?? [];
  const items = pages.flatMap((page) => page.items);
  const unread = pages[0]?.unread ?? 0;
  const show = (next: boolean) => {
    seen.current = next;
    setOpen(next);
    if (next) void list.refetch();
  };
  return (
    <>
      <Badge count={unread} size="small" overflowCount={99}>
        <Button
          type="text" icon={<BellOutlined />} onClick={() => show(true)}
          aria-label={unread ? `${t("bell.open")}，${t("bell.unread", { count: unread })}` : t("bell.open")}
        />
      </Badge>
      <Drawer title={t("bell.title")} open={open} onClose={() => show(false)} size={380}>
        {items.length === 0 && <Empty description={t("bell.none")} />}
        <ul className="plain card-list">
          {items.map((item) => (
            <li key={`${item.docket}/${item.seq}`} className="item">
              <Link to={`/dockets/${item.docket}`} onClick={() => show(false)}>{say(item.zh, item.en)}</Link>
              <div className="muted small">{showTime(item.at)}</div>
            </li>
          ))}
        </ul>
        {list.hasNextPage && <Button block onClick={() => void list.fetchNextPage()}>{t("common.more")}</Button>}
      </Drawer>
    </>
  );
}
