// Write to everybody concerned with the projects in a state; what was sent and who has read it.

import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { desk } from "../../api/desk";
import { useSession } from "../../app/session";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/EmptyState";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Time } from "../../ui/Time";
import { Compose } from "./Compose";
import { SheetButton } from "../../ui/SheetButton";
import { words } from "./words";

function Sent() {
  const w = useWords(words);
  const list = useInfiniteQuery({
    queryKey: ["messages"], initialPageParam: "", retry: false,
    queryFn: ({ pageParam }) => desk.listMessages({ pageSize: 20, pageToken: pageParam }),
    getNextPageParam: (page) => page.nextPageToken || undefined,
  });
  if (list.isPending) return <Loading />;
  if (list.error) return <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />;
  const messages = list.data.pages.flatMap((page) => page.messages);
  if (messages.length === 0) return <EmptyState title={w("none")} hint={w("noneHint")} />;
  return (
    <div className="card-list">
      {messages.map((message) => (
        <article key={message.id} className="item" data-message={message.id}>
          <div className="between"><h3>{message.subject}</h3><span className="small" data-read>{w("read", { read: message.read, people: message.people })}</span></div>
          <p className="pre" style={{ margin: "6px 0" }}>{message.text}</p>
          <div className="item-meta"><span>{message.senderName}</span><Time at={message.at} /><span>{w("of", { dockets: message.dockets })}</span></div>
        </article>
      ))}
      {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{w("more")}</Button>}
    </div>
  );
}

export function Messages() {
  const w = useWords(words);
  const { has } = useSession();
  return (
    <Page title={w("title")} hint={w("hint")} actions={<SheetButton path="/papers/tables/messages.xlsx" name={w("title")} />}>
      <div className="stack">
        {has("officer", "director") && <Compose />}
        <Card title={w("list")}><Sent /></Card>
      </div>
    </Page>
  );
}
