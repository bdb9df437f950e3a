// The form of the chosen act with what has to be seen beside it. A decision
// holds on to what its maker saw: when the matter moves on meanwhile, the
// change is shown first and nothing typed is lost.

import { Code } from "@connectrpc/connect";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { methodOf } from "../../api/methods";
import { useMethods } from "../../api/useMethods";
import type { Problem } from "../../api/problem";
import { ActionForm } from "../../form/ActionForm";
import { PointContext, type Point } from "../../form/context";
import type { Action, Docket, Receipt } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSession } from "../../app/session";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { Note } from "../../ui/Note";
import { Loading } from "../../ui/Page";
import { EmptyState } from "../../ui/EmptyState";
import { ActSide } from "./ActSide";
import { FactsCard } from "./FactsCard";
import { Missing } from "./Missing";
import { suggested } from "./suggested";
import { useRefresh } from "./useDocket";
import { words } from "./words";

// Loaded by those who meet them.
const ConflictCard = lazy(async () => ({ default: (await import("./ConflictCard")).ConflictCard }));
const KeptForm = lazy(async () => ({ default: (await import("./KeptForm")).KeptForm }));
const StaleNote = lazy(async () => ({ default: (await import("./StaleNote")).StaleNote }));

/** Long work that the server keeps while it is being written. */
const KEPT = new Set(["score"]);

const STANDS_ASIDE = ["officer", "director", "party_group", "leading_group", "agency", "discipline", "finance"];

type Props = {
  docket: Docket; actions: Action[]; editable: boolean; event: string;
  /** The newest state this person brought about: what one did oneself is no news. */
  own: bigint;
  onDone: (action: Action, receipt: Receipt) => void; onCancel: () => void;
};

const max = (a: bigint, b: bigint) => (a > b ? a : b);

function Chosen({ docket, action, possible, editable, own, onDone, onCancel }: Omit<Props, "actions" | "event"> & { action: Action; possible: boolean }) {
  const { t, say } = useSpeak();
  const refresh = useRefresh();
  const [seen, setSeen] = useState(() => max(docket.seq, own));
  const [refused, setRefused] = useState(false);
  const [point, setPoint] = useState<Point>();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A field that is still being loaded may be the first.
    let frame = requestAnimationFrame(function first() {
      if (place.current?.querySelector(".loading")) frame = requestAnimationFrame(first);
      else if (!place.current?.contains(document.activeElement)) place.current?.querySelector<HTMLElement>("input, select, textarea, form button")?.focus({ preventScroll: false });
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  const known = useMethods([action.method]);
  const method = methodOf(action.method);
  if (!known) return <Loading />;
  if (!method) return <Note type="warning" title={t("action.unknown")} />;
  const name = say(action.zh, action.en);
  const Drawn = editable && KEPT.has(action.event) ? KeptForm : ActionForm;
  const stale = docket.seq > seen;
  const onRefused = (problem: Problem) => {
    if (problem.code !== Code.Aborted) return;
    setRefused(true);
    void refresh();
  };
  const look = () => {
    setSeen(docket.seq);
    setRefused(false);
  };
  return (
    <PointContext.Provider value={point}>
      <div className="two two-even">
        <div className="stack act-form" ref={place}>
          {stale && <Suspense fallback={<Loading />}><StaleNote docket={docket} seen={seen} refused={refused} possible={possible} onSeen={look} /></Suspense>}
          <Card title={name} label={name}>
            <Suspense fallback={<Loading />}><Drawn
              method={method} name={name} irreversible={action.irreversible}
              subject={{ id: docket.id, seq: seen, title: docket.title || docket.code }}
              initial={suggested(docket, action.event)} onCancel={onCancel} onRefused={onRefused}
              elsewhere={(_, outside) => <Missing docket={docket.id} violations={outside} />}
              onDone={(receipt) => onDone(action, receipt)}
            /></Suspense>
          </Card>
        </div>
        <div className="stack"><Suspense fallback={<Loading />}><ActSide docket={docket} action={action} onPoint={(field, text) => setPoint({ field, text, at: Date.now() })} /></Suspense></div>
      </div>
    </PointContext.Provider>
  );
}

export function ActTab({ docket, actions, event, ...rest }: Props) {
  const w = useWords(words);
  const { has } = useSession();
  const possible = actions.find((action) => action.event === event && !action.refused);
  // A form that is open stays open with what was typed, even when the matter moves on meanwhile.
  const [open, setOpen] = useState<Action | undefined>(possible);
  useEffect(() => {
    if (possible) setOpen(possible);
  }, [possible]);
  const chosen = possible ?? (open?.event === event ? open : undefined);
  if (chosen) return <Chosen key={chosen.event} docket={docket} action={chosen} possible={!!possible} {...rest} />;
  return (
    <div className="two">
      <div className="stack">
        <EmptyState title={w("chooseHint")} />
        {docket.machine === "project" && !docket.terminal && has(...STANDS_ASIDE) && <Suspense fallback={<Loading />}><ConflictCard docket={docket.id} /></Suspense>}
      </div>
      <FactsCard docket={docket} />
    </div>
  );
}
