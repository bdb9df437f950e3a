// The bell: how much is unread, the newest beneath it, the inbox behind it.

import { BellOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Link } from "react-router";
import { dockets } from "../api/client/docket";
import { useSpeak } from "../i18n";
import { useWords } from "../i18n/words";
import { Disclosure } from "../ui/Disclosure";
import { ProblemAlert } from "../ui/ProblemAlert";
import { Time } from "../ui/Time";
import { keys } from "./keys";
import { useRefetchEvery } from "./live";
import { frameWords } from "./words";
import { placeOf } from "./subject";

const EVERY = 30_000;
const SHOWN = 10;

export const useNews = () => {
  const every = useRefetchEvery(EVERY);
  return useQuery({ queryKey: [...keys.notifications(), "newest"], refetchInterval: every, queryFn: () => dockets.listNotifications({ pageSize: SHOWN }) });
};

/** What is laid before its reader counts as read; it keeps its mark until the panel is closed. */
function useLaidBefore(): void {
  const queries = useQueryClient();
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    void dockets.listNotifications({ pageSize: SHOWN, markRead: true })
      .then(() => queries.invalidateQueries({ queryKey: ["notifications"] }))
      .catch(() => undefined);
  }, [queries]);
}

function Newest({ close }: { close: () => void }) {
  const { t, say } = useSpeak();
  const w = useWords(frameWords);
  const news = useNews();
  useLaidBefore();
  const items = news.data?.items ?? [];
  return (
    <>
      <strong>{t("bell.title")}</strong>
      {news.error && <ProblemAlert error={news.error} onRetry={() => void news.refetch()} />}
      {news.data && items.length === 0 && <p className="muted">{t("bell.none")}</p>}
      <ul className="plain news">
        {items.map((item) => (
          <li key={`${item.docket}/${item.seq}`} data-unread={!item.read || undefined}>
            <Link to={item.docket ? placeOf(item.docket) : "/inbox"} onClick={close}>{say(item.zh, item.en)}</Link>
            <div className="muted small"><Time at={item.at} /></div>
          </li>
        ))}
      </ul>
      <div className="disclosure-end"><Link to="/inbox" onClick={close}>{w("inbox")}</Link></div>
    </>
  );
}

export function Bell() {
  const { t } = useSpeak();
  const unread = useNews().data?.unread ?? 0;
  return (
    <Disclosure
      label={unread ? `${t("bell.open")}，${t("bell.unread", { count: unread })}` : t("bell.open")}
      button={<span className="bell"><BellOutlined />{unread > 0 && <b aria-hidden>{unread > 99 ? "99+" : unread}</b>}</span>}
    >
      {(close) => <Newest close={close} />}
    </Disclosure>
  );
}
