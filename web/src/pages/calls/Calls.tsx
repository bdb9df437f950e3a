// The published calls, for everyone.

import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Empty } from "antd";
import { Link } from "react-router";
import { programmes } from "../../api/clients";
import { useSession } from "../../app/session";
import { useSpeak } from "../../i18n";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { StateTag } from "../../ui/StateTag";
import { CallTerms } from "./CallTerms";

export function Calls() {
  const { t } = useSpeak();
  const { has } = useSession();
  const list = useInfiniteQuery({
    queryKey: ["calls", "public"], initialPageParam: "",
    queryFn: ({ pageParam }) => programmes.listCalls({ pageSize: 30, pageToken: pageParam }),
    getNextPageParam: (page) => page.nextPageToken || undefined,
  });
  const calls = list.data?.pages.flatMap((page) => page.calls) ?? [];
  return (
    <Page title={t("calls.title")} hint={t("calls.hint")} actions={has("officer", "director", "auditor") && <Link to="/batches">{t("calls.drafts")}</Link>}>
      {list.isPending && <Loading />}
      {list.error && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && calls.length === 0 && <Empty description={t("calls.none")} />}
      <div className="card-list">
        {calls.map((call) => (
          <article key={call.id} className="item" data-call={call.id}>
            <div className="between">
              <h2><Link to={`/calls/${call.id}`}>{call.title}</Link></h2>
              <StateTag state={call.state} zh={call.stateZh} en={call.stateEn} />
            </div>
            <CallTerms call={call} short />
          </article>
        ))}
      </div>
      {list.hasNextPage && <Button block style={{ marginTop: 12 }} onClick={() => void list.fetchNextPage()}>{t("common.more")}</Button>}
    </Page>
  );
}
