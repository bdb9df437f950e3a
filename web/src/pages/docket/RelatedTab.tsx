// Dockets of the same people, organisations and needs, with what they share.

import { useQuery } from "@tanstack/react-query";
import { desk } from "../../api/desk";
import { Mark } from "../../form/Mark";
import { useWords } from "../../i18n/words";
import { DocketCard } from "../../ui/DocketCard";
import { EmptyState } from "../../ui/EmptyState";
import { Loading } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { words } from "./words";

const REASONS = { pi: "byPi", host: "byHost", co_applicant: "byCo", need: "byNeed", follow_on: "byFollow" } as const;

const known = (reason: string): reason is keyof typeof REASONS => reason in REASONS;

export function RelatedTab({ docket }: { docket: string }) {
  const w = useWords(words);
  const list = useQuery({ queryKey: ["related", docket], retry: false, staleTime: 30_000, queryFn: () => desk.listRelated({ docket }) });
  if (list.isPending) return <Loading />;
  if (list.error) return <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data.related.length === 0) return <EmptyState title={w("noRelated")} hint={w("noRelatedHint")} />;
  return (
    <div className="card-list">
      {list.data.related.map((one) => one.docket && (
        <div key={one.docket.id} data-related={one.docket.id}>
          <div className="row related-why">{one.reasons.filter(known).map((reason) => <Mark key={reason} kind="brand">{w(REASONS[reason])}</Mark>)}</div>
          <DocketCard docket={one.docket} level="h3" />
        </div>
      ))}
    </div>
  );
}
