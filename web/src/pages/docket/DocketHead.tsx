// What this is, where it stands, whose turn it is, until when.

import { Link } from "react-router";
import { Mark } from "../../form/Mark";
import type { GetDocketResponse } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Due, Waited } from "../../ui/Clock";
import { Copyable } from "../../ui/Copyable";
import { StateTag } from "../../ui/StateTag";
import { Turn } from "../../ui/Turn";
import { sayRole } from "../../words/roles";
import { Papers } from "./Papers";
import { TrailBar } from "./TrailBar";
import { words } from "./words";

export function DocketHead({ answer }: { answer: GetDocketResponse }) {
  const { t, say, language } = useSpeak();
  const w = useWords(words);
  const { docket, relations } = answer;
  if (!docket) return null;
  const roles = relations.filter((role) => role !== "public");
  // A reviewer reads the snapshot, never the application’s own page.
  const blind = docket.machine === "review" && roles.every((role) => role === "reviewer");
  return (
    <>
      <div className="docket-top small"><TrailBar id={docket.id} /><Papers docket={docket} /></div>
      <header className="item docket-head">
        {docket.parent && (
          <div className="small">{t("docket.parent")}：{blind ? docket.parentTitle : <Link to={`/dockets/${docket.parent}`}>{docket.parentTitle || w("call")}</Link>}</div>
        )}
        <div className="between">
          <h1>{docket.title || docket.code}</h1>
          <div className="row">
            {docket.late && <span className="late-mark" title={w("lateHint")}>{w("late")}</span>}
            <StateTag state={docket.state} zh={docket.stateZh} en={docket.stateEn} terminal={docket.terminal} />
          </div>
        </div>
        <div className="item-meta">
          {docket.code && <Copyable text={docket.code} name="code" />}
          {!docket.terminal && <Turn roles={docket.turn} />}
          {!docket.terminal && <Waited since={docket.since} />}
          {docket.dueAt && <Due at={docket.dueAt} then={say(docket.dueZh, docket.dueEn)} />}
          {roles.length > 0 && (
            <span>{t("docket.relations")}：{roles.map((role) => <Mark key={role} kind="plain">{sayRole(role, language)}</Mark>)}</span>
          )}
        </div>
      </header>
    </>
  );
}
