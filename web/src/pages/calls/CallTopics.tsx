// The topics of a call with what the plan says of each.

import { useQuery } from "@tanstack/react-query";
import { programmes } from "../../api/client/programme";
import { useWords } from "../../i18n/words";
import { words } from "./words";

const LONG = 600_000;

export function CallTopics({ codes }: { codes: string[] }) {
  const w = useWords(words);
  const all = useQuery({ queryKey: ["plan", "topics"], staleTime: LONG, queryFn: () => programmes.listTopics({}) });
  if (codes.length === 0) return <p className="muted">{w("noTopics")}</p>;
  const own = all.data?.topics.filter((topic) => codes.includes(topic.code)) ?? [];
  return (
    <div className="stack">
      {own.map((topic) => (
        <details key={topic.code}>
          <summary><strong>{topic.title}</strong> <span className="muted small">{topic.domain}</span></summary>
          <p className="pre">{topic.body}</p>
          {topic.items.length > 0 && <ul>{topic.items.map((item, i) => <li key={i}>{item}</li>)}</ul>}
        </details>
      ))}
    </div>
  );
}
