// Every version of a plan, newest first: look at it, make it the current one again.

import { App, Button } from "antd";
import { useRef } from "react";
import { useMutation } from "@tanstack/react-query";
import { commissions } from "../../../api/client/commission";
import { RequestIds } from "../../../form/requestId";
import { Mark } from "../../../form/Mark";
import type { PlanVersion } from "../../../gen/yanlu/review/v1/commission_pb";
import type { Docket } from "../../../gen/yanlu/docket/v1/docket_pb";
import { useWords } from "../../../i18n/words";
import { Card } from "../../../ui/Card";
import { ProblemAlert } from "../../../ui/ProblemAlert";
import { Time } from "../../../ui/Time";
import { useRefresh } from "../../docket/useDocket";
import { matches } from "./edit";
import { words } from "./words";

const EVENTS = ["propose_panels", "adjust_panels", "restore_plan", "draw_panels"] as const;

type Props = { docket: Docket; versions: PlanVersion[]; looking: bigint; editable: boolean; onLook: (version: bigint) => void };

export function Versions({ docket, versions, looking, editable, onLook }: Props) {
  const w = useWords(words);
  const { message } = App.useApp();
  const refresh = useRefresh();
  const ids = useRef(new RequestIds());
  const restore = useMutation({
    mutationFn: (version: bigint) => {
      const body = { docket: docket.id, etag: docket.seq, version };
      return commissions.restorePlan({ ...body, requestId: ids.current.idFor(body) });
    },
    onSuccess: () => {
      ids.current.done();
      onLook(0n);
      void message.success(w("restored"));
    },
    onSettled: () => void refresh(),
  });
  return (
    <Card title={w("versions")}>
      <ul className="version-list">
        {versions.map((one) => {
          const event = EVENTS.find((known) => known === one.event);
          return (
            <li key={one.version.toString()} data-version={one.version.toString()} data-current={one.current}>
              <div className="between">
                <span><strong>{w("version", { version: one.version })}</strong> {one.current && <Mark kind="brand">{w("current")}</Mark>}</span>
                <span className="num">{one.figures && matches(one.figures.total)}</span>
              </div>
              <div className="muted small">{event && w(`event_${event}`, { changes: one.changes, restored: one.restored })} · <Time at={one.at} /></div>
              {!one.current && (
                <div className="row">
                  {looking !== one.version && <Button size="small" onClick={() => onLook(one.version)}>{w("look")}</Button>}
                  {editable && <Button size="small" loading={restore.isPending && restore.variables === one.version} aria-label={w("restoreWho", { version: one.version })} onClick={() => restore.mutate(one.version)}>{w("restore")}</Button>}
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {restore.error && <ProblemAlert error={restore.error} />}
    </Card>
  );
}
