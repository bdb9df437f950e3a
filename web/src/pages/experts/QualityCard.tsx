// How reviewers worked, beside their files: in time, at length, usefully, near to what the panel found.

import { useQuery } from "@tanstack/react-query";
import { reviewing } from "../../api/client/reviewing";
import { useSession } from "../../app/session";
import type { Quality } from "../../gen/yanlu/review/v1/reviewing_pb";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { words } from "./words";

const READERS = ["agency", "officer", "discipline", "auditor"];

/** Of everybody the caller may read of, by person; nothing for who may not. */
export function useQualities(): ReadonlyMap<string, Quality> | undefined {
  const { has } = useSession();
  const list = useQuery({ queryKey: ["review-quality"], enabled: has(...READERS), staleTime: 60_000, queryFn: () => reviewing.reviewerQuality({}) });
  return list.data && new Map(list.data.rows.map((row) => [row.reviewer, row]));
}

/** Of one, in figures; nothing before a round of theirs was closed and handed over. */
export function QualityCard({ person }: { person: string }) {
  const w = useWords(words);
  const { me, has } = useSession();
  const may = has(...READERS) || (me?.person === person && has("reviewer"));
  const found = useQuery({ queryKey: ["review-quality", person], enabled: may, retry: false, queryFn: () => reviewing.reviewerQuality({ reviewer: person }) });
  const row = found.data?.rows[0];
  if (!row) return null;
  const figures: [label: string, value: string][] = [
    [w("onTime"), row.onTime && `${row.onTime}%`],
    ...(row.tooFew ? [] : [[w("chars"), row.commentChars], [w("useful"), row.usefulness && w("judged", { value: row.usefulness, n: row.judged })], [w("distance"), row.distance]] as [string, string][]),
  ];
  return (
    <Card title={w("quality")} hint={w("qualityHint")}>
      <dl className="expert-figures" data-quality={person}>{figures.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value || "—"}</dd></div>)}</dl>
      {row.tooFew && <p className="muted small">{w("tooFew")}</p>}
    </Card>
  );
}
