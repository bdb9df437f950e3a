// One subject in a list: what, state, whose turn, since when, until when.

import { Link } from "react-router";
import type { Docket } from "../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../i18n";
import { Due, Waited } from "./Clock";
import { StateTag } from "./StateTag";
import { Turn } from "./Turn";

export function DocketCard({ docket, level = "h2" }: { docket: Docket; level?: "h2" | "h3" }) {
  const { t, say } = useSpeak();
  const Heading = level;
  return (
    <article className="item" data-docket={docket.id}>
      <div className="between">
        <Heading><Link to={`/dockets/${docket.id}`}>{docket.title || docket.code}</Link></Heading>
        <StateTag state={docket.state} zh={docket.stateZh} en={docket.stateEn} terminal={docket.terminal} />
      </div>
      <div className="item-meta">
        {docket.code && <span className="mono">{docket.code}</span>}
        {docket.parentTitle && <span>{docket.parentTitle}</span>}
        {!docket.terminal && <Turn roles={docket.turn} />}
        {!docket.terminal && <Waited since={docket.since} />}
        {docket.late && <span className="due-over">{t("wait.late")}</span>}
        {docket.dueAt && <Due at={docket.dueAt} then={say(docket.dueZh, docket.dueEn)} />}
      </div>
    </article>
  );
}
