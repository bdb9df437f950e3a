// The matter moved on while somebody was deciding: what changed, and the way on.

import { Alert, Button } from "antd";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { useWords } from "../../i18n/words";
import { Entry } from "./HistoryEntry";
import { stepsSince } from "./history";
import { useHistory } from "./useHistory";
import { words } from "./words";

type Props = { docket: Docket; seen: bigint; refused: boolean; possible: boolean; onSeen: () => void };

export function StaleNote({ docket, seen, refused, possible, onSeen }: Props) {
  const w = useWords(words);
  const history = useHistory(docket.id, docket.seq);
  const since = stepsSince(history.data ?? [], seen);
  return (
    <Alert
      type="warning" showIcon role="alert" data-stale={refused ? "refused" : "seen"} title={w(refused ? "staleRefused" : "staleSeen")}
      description={(
        <div className="stack">
          <p>{w("staleKept")}</p>
          <div className="history">{since.map((step) => <Entry key={step.event.seq.toString()} step={step} docket={docket} />)}</div>
          {possible ? <Button type="primary" onClick={onSeen}>{w("staleGo")}</Button> : <p><strong>{w("staleOver")}</strong></p>}
        </div>
      )}
    />
  );
}
