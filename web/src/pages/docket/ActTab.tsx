// What I may do here: the ordinary course first, exceptions after, and what is refused with the reason.

import { Code } from "@connectrpc/connect";
import { Alert, App, Button, Card, Tag, Tooltip } from "antd";
import { useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { methodOf } from "../../api/methods";
import type { Problem } from "../../api/problem";
import { ActionForm } from "../../form/ActionForm";
import type { Action, Docket, Receipt } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { Turn } from "../../ui/Turn";
import { KeptForm } from "./KeptForm";
import { Missing } from "./Missing";
import { ReceiptNote } from "./ReceiptNote";
import { suggested } from "./suggested";
import { useRefresh } from "./useDocket";

type Props = { docket: Docket; actions: Action[]; editable: boolean };

/** Long work that the server keeps while it is being written. */
const KEPT = new Set(["score"]);

function Choice({ action, chosen, onChoose }: { action: Action; chosen: boolean; onChoose: () => void }) {
  const { t, say } = useSpeak();
  return (
    <Button type={chosen || !action.exceptional ? "primary" : "default"} ghost={!chosen && !action.exceptional} aria-pressed={chosen} data-event={action.event} onClick={onChoose}>
      {say(action.zh, action.en)}
      {action.irreversible && <Tooltip title={t("docket.irreversible")}><span aria-label={t("docket.irreversible")}>⚠</span></Tooltip>}
    </Button>
  );
}

function Refused({ actions }: { actions: Action[] }) {
  const { t, say } = useSpeak();
  if (actions.length === 0) return null;
  return (
    <section aria-label={t("docket.refusedHead")}>
      <h3 style={{ fontSize: 14, margin: "16px 0 6px" }}>{t("docket.refusedHead")}</h3>
      <ul className="plain stack">
        {actions.map((action) => (
          <li key={action.event} className="row" data-refused={action.event} data-reason={action.refused}>
            <Button disabled size="small">{say(action.zh, action.en)}</Button>
            <span className="muted">{say(action.refusedZh, action.refusedEn)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Idle({ docket }: { docket: Docket }) {
  const { t } = useSpeak();
  const why = docket.terminal ? t("docket.noActionsOver") : <Turn roles={docket.turn} />;
  return <Alert type="info" showIcon title={t("docket.noActions")} description={why} />;
}

export function ActTab({ docket, actions, editable }: Props) {
  const { t, say } = useSpeak();
  const { message } = App.useApp();
  const [query, setQuery] = useSearchParams();
  const refresh = useRefresh();
  const [receipt, setReceipt] = useState<{ name: string; receipt: Receipt }>();
  const possible = actions.filter((action) => !action.refused);
  const event = query.get("do") ?? "";
  // A form that is open stays open with what was typed, even when the matter moves on meanwhile.
  const [open, setOpen] = useState<Action | undefined>();
  const chosen = possible.find((action) => action.event === event) ?? (open?.event === event ? open : undefined);
  useEffect(() => setOpen(chosen), [chosen]);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (event) place.current?.querySelector<HTMLElement>("input, textarea, button")?.focus({ preventScroll: false });
  }, [event]);

  const choose = (next: string) => setQuery((old) => {
    const params = new URLSearchParams(old);
    if (next) params.set("do", next);
    else params.delete("do");
    return params;
  }, { replace: true });
  const refused = (problem: Problem) => {
    if (problem.code === Code.Aborted) {
      void message.warning(t("action.stale"), 6);
      void refresh();
    }
  };

  const finish = (action: Action, done: Receipt) => {
    setReceipt({ name: say(action.zh, action.en), receipt: done });
    setOpen(undefined);
    choose("");
    void message.success(t("action.done", { what: say(action.zh, action.en) }));
    void refresh();
  };

  const method = chosen && methodOf(chosen.method);
  const Drawn = editable && chosen && KEPT.has(chosen.event) ? KeptForm : ActionForm;
  const ordinary = possible.filter((action) => !action.exceptional);
  const exceptional = possible.filter((action) => action.exceptional);
  return (
    <div className="stack">
      {receipt && <ReceiptNote {...receipt} onClose={() => setReceipt(undefined)} />}
      {possible.length === 0 && !chosen && <Idle docket={docket} />}
      <div className="actions">{ordinary.map((action) => <Choice key={action.event} action={action} chosen={action === chosen} onChoose={() => choose(action.event)} />)}</div>
      {exceptional.length > 0 && (
        <div className="actions" role="group" aria-label={t("docket.exceptional")}>
          <Tag variant="filled">{t("docket.exceptional")}</Tag>
          {exceptional.map((action) => <Choice key={action.event} action={action} chosen={action === chosen} onChoose={() => choose(action.event)} />)}
        </div>
      )}
      {chosen && !method && <Alert type="warning" showIcon title={t("action.unknown")} />}
      {chosen && method && (
        <Card ref={place} size="small" title={say(chosen.zh, chosen.en)}>
          <Drawn
            key={chosen.event} method={method} name={say(chosen.zh, chosen.en)} irreversible={chosen.irreversible}
            subject={{ id: docket.id, seq: docket.seq, title: docket.title || docket.code }}
            initial={suggested(docket, chosen.event)}
            onCancel={() => choose("")} onRefused={refused}
            elsewhere={(_, outside) => <Missing docket={docket.id} violations={outside} />}
            onDone={(done) => finish(chosen, done)}
          />
        </Card>
      )}
      <Refused actions={actions.filter((action) => action.refused)} />
    </div>
  );
}
