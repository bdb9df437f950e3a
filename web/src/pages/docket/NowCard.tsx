// What I can do now: the ordinary course first, exceptions after, and what is
// not possible with the reason and who can help.

import { Button } from "antd";
import { useId } from "react";
import { Mark } from "../../form/Mark";
import type { Action, Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { LinkButton } from "../../ui/LinkButton";
import { Turn } from "../../ui/Turn";
import { PanelProgress } from "./Panels";
import { words } from "./words";

type Props = { docket: Docket; actions: Action[]; editable: boolean; chosen: string; onChoose: (event: string) => void };

/** As many refusals as are read at a glance. */
const GLANCE = 3;

function Choice({ action, primary, chosen, onChoose }: { action: Action; primary: boolean; chosen: boolean; onChoose: (event: string) => void }) {
  const { t, say } = useSpeak();
  return (
    <Button type={primary || chosen ? "primary" : "default"} ghost={chosen && !primary} aria-pressed={chosen} data-event={action.event} onClick={() => onChoose(action.event)}>
      {say(action.zh, action.en)}
      {action.irreversible && <span role="img" aria-label={t("docket.irreversible")} title={t("docket.irreversible")}>⚠</span>}
    </Button>
  );
}

function Refusal({ action }: { action: Action }) {
  const { say } = useSpeak();
  const id = useId();
  return (
    <li className="row" data-refused={action.event} data-reason={action.refused}>
      <Button disabled size="small" aria-describedby={id}>{say(action.zh, action.en)}</Button>
      <span className="muted small" id={id}>{say(action.refusedZh, action.refusedEn)}</span>
    </li>
  );
}

function Refused({ actions }: { actions: Action[] }) {
  const { t } = useSpeak();
  const w = useWords(words);
  if (actions.length === 0) return null;
  const rest = actions.slice(GLANCE);
  return (
    <section aria-label={t("docket.refusedHead")} className="now-refused">
      <h3>{t("docket.refusedHead")}</h3>
      <ul className="plain stack">{actions.slice(0, GLANCE).map((action) => <Refusal key={action.event} action={action} />)}</ul>
      {rest.length > 0 && <details><summary className="small">{w("moreRefused", { count: rest.length })}</summary><ul className="plain stack">{rest.map((action) => <Refusal key={action.event} action={action} />)}</ul></details>}
    </section>
  );
}

export function NowCard({ docket, actions, editable, chosen, onChoose }: Props) {
  const { t } = useSpeak();
  const w = useWords(words);
  const possible = actions.filter((action) => !action.refused);
  const ordinary = possible.filter((action) => !action.exceptional);
  const exceptional = possible.filter((action) => action.exceptional);
  const writes = editable && (docket.machine === "project" || docket.machine === "need");
  const idle = possible.length === 0 && !writes;
  return (
    <section className="item now" aria-label={w("now")}>
      <h2>{w("now")}</h2>
      <PanelProgress docket={docket} />
      {idle && <p className="muted">{t("docket.noActions")} {docket.terminal ? t("docket.noActionsOver") : <Turn roles={docket.turn} />}</p>}
      <div className="actions">
        {writes && <LinkButton to="?tab=material">{w(docket.state === "RETURNED" ? "correct" : "write")}</LinkButton>}
        {ordinary.map((action, i) => <Choice key={action.event} action={action} primary={i === 0 && !writes} chosen={action.event === chosen} onChoose={onChoose} />)}
      </div>
      {exceptional.length > 0 && (
        <div className="actions" role="group" aria-label={t("docket.exceptional")}>
          <Mark kind="plain">{t("docket.exceptional")}</Mark>
          {exceptional.map((action) => <Choice key={action.event} action={action} primary={false} chosen={action.event === chosen} onChoose={onChoose} />)}
        </div>
      )}
      <Refused actions={actions.filter((action) => action.refused)} />
    </section>
  );
}
