// The meetings one is concerned with; the agency calls a new one here.

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { Link, useSearchParams } from "react-router";
import { meetings } from "../../api/clients";
import { keys } from "../../app/keys";
import { useSession } from "../../app/session";
import type { MeetingRow } from "../../gen/yanlu/review/v1/meeting_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Button } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { StateTag } from "../../ui/StateTag";
import { Time } from "../../ui/Time";
import { STATES } from "../../words/states";
import { sayMeetingMode } from "./say";
import { words } from "./words";

const Convene = lazy(async () => ({ default: (await import("./Convene")).Convene }));

export function MeetingState({ state }: { state: string }) {
  const word = STATES.meeting.find((one) => one.code === state);
  return <StateTag state={state} zh={word?.zh ?? ""} en={word?.en ?? ""} terminal={state === "MINUTED" || state === "CANCELLED"} />;
}

function Row({ row }: { row: MeetingRow }) {
  const w = useWords(words);
  const { language } = useSpeak();
  return (
    <article className="item" data-meeting={row.docket}>
      <div className="between"><h2><Link to={`/meetings/${row.docket}`}>{row.title}</Link></h2><MeetingState state={row.state} /></div>
      <div className="item-meta">
        <span>{row.callTitle}</span><span>{sayMeetingMode(row.mode, language)}</span><Time at={row.at} />{row.place && <span>{row.place}</span>}<span>{w("items", { count: row.items })}</span>
      </div>
    </article>
  );
}

export function Meetings() {
  const w = useWords(words);
  const { has } = useSession();
  const [query, setQuery] = useSearchParams();
  const call = query.get("call") ?? "";
  const convening = query.has("new");
  const put = (more: Record<string, string>) => setQuery({ ...(call && { call }), ...more });
  const list = useQuery({ queryKey: keys.meetings(call), queryFn: () => meetings.listMeetings({ call }) });
  return (
    <Page title={w("title")} hint={w("hint")} actions={has("agency") && !convening && <Button type="primary" onClick={() => put({ new: "1" })}>{w("convene")}</Button>}>
      <div className="stack">
        {convening && <Suspense fallback={<Loading />}><Convene call={call} onClose={() => put({})} /></Suspense>}
        {list.isPending && <Loading />}
        {list.error && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
        {list.data?.meetings.length === 0 && <EmptyState title={w("none")} hint={w("noneHint")} />}
        {list.data?.meetings.map((row) => <Row key={row.docket} row={row} />)}
      </div>
    </Page>
  );
}
