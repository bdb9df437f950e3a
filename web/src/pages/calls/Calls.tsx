// The published calls, for everyone.

import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { programmes } from "../../api/client/programme";
import { useSession } from "../../app/session";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Button } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { CallRow } from "./CallRow";
import { words } from "./words";

export function Calls() {
  const { t } = useSpeak();
  const w = useWords(words);
  const { has } = useSession();
  const list = useInfiniteQuery({
    queryKey: ["calls", "public"], initialPageParam: "",
    queryFn: ({ pageParam }) => programmes.listCalls({ pageSize: 30, pageToken: pageParam }),
    getNextPageParam: (page) => page.nextPageToken || undefined,
  });
  const calls = list.data?.pages.flatMap((page) => page.calls) ?? [];
  return (
    <Page title={t("calls.title")} hint={t("calls.hint")} actions={<><a href="/feeds/calls.atom">{w("feed")}</a>{has("officer", "director", "auditor") && <Link to="/batches">{t("calls.drafts")}</Link>}</>}>
      {list.isPending && <Loading />}
      {list.error && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && calls.length === 0 && <EmptyState title={t("calls.none")} action={<a href="/feeds/calls.atom">{w("feed")}</a>} />}
      <div className="card-list">
        {calls.map((call) => (
          <div key={call.id} className="item"><CallRow call={call} /></div>
        ))}
      </div>
      {list.hasNextPage && <Button block style={{ marginTop: 12 }} onClick={() => void list.fetchNextPage()}>{t("common.more")}</Button>}
    </Page>
  );
}
