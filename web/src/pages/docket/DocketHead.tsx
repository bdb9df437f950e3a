// What this is, where it stands, whose turn it is, until when.

import { Tag, Typography } from "antd";
import { Link } from "react-router";
import type { GetDocketResponse } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { Due, Waited } from "../../ui/Clock";
import { StateTag } from "../../ui/StateTag";
import { Turn } from "../../ui/Turn";
import { sayRole } from "../../words/roles";

export function DocketHead({ answer }: { answer: GetDocketResponse }) {
  const { t, say, language } = useSpeak();
  const { docket, relations } = answer;
  if (!docket) return null;
  const roles = relations.filter((role) => role !== "public");
  // A reviewer reads the snapshot, never the application’s own page.
  const blind = docket.machine === "review" && roles.every((role) => role === "reviewer");
  return (
    <header className="item" style={{ marginBottom: 16 }}>
      {docket.parent && (
        <div className="small">{t("docket.parent")}：{blind ? docket.parentTitle : <Link to={`/dockets/${docket.parent}`}>{docket.parentTitle || docket.parent}</Link>}</div>
      )}
      <div className="between">
        <h1 style={{ margin: 0, fontSize: 21 }}>{docket.title || docket.code}</h1>
        <StateTag state={docket.state} zh={docket.stateZh} en={docket.stateEn} terminal={docket.terminal} />
      </div>
      <div className="item-meta">
        {docket.code && <Typography.Text className="mono" copyable={{ text: docket.code, tooltips: false }} data-code>{docket.code}</Typography.Text>}
        {!docket.terminal && <Turn roles={docket.turn} />}
        {!docket.terminal && <Waited since={docket.since} />}
        {docket.dueAt && <Due at={docket.dueAt} what={say(docket.dueZh, docket.dueEn)} />}
        {roles.length > 0 && (
          <span>{t("docket.relations")}：{roles.map((role) => <Tag key={role} style={{ marginInlineEnd: 4 }}>{sayRole(role, language)}</Tag>)}</span>
        )}
      </div>
    </header>
  );
}
