// What the system was due to do and a rule refused: somebody has to look.

import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { Link } from "react-router";
import { dockets } from "../../api/client/docket";
import { keys } from "../../app/keys";
import { useSession } from "../../app/session";
import { useSpeak } from "../../i18n";

const EVERY = 60_000;

export function Held() {
  const { t, say } = useSpeak();
  const session = useSession();
  const allowed = session.has("officer", "director", "finance", "discipline", "auditor");
  const held = useQuery({ queryKey: keys.held, enabled: allowed, refetchInterval: EVERY, queryFn: () => dockets.listWorkItems({}) });
  const items = held.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Alert
      type="warning" showIcon style={{ marginBottom: 16 }} title={t("queue.held", { count: items.length })}
      description={
        <ul>
          {items.map((item) => (
            <li key={`${item.docket}-${item.eventEn}`}>
              <Link to={`/dockets/${item.docket}`}>{item.title}</Link> · {say(item.eventZh, item.eventEn)}：{say(item.zh, item.en)}
            </li>
          ))}
        </ul>
      }
    />
  );
}
