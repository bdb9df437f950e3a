// Where the draft is: saved when and as which version, on its way, or kept here.

import { Alert, Button } from "antd";
import { useSyncExternalStore, type ReactNode } from "react";
import { problemOf } from "../api/problem";
import { showClock, zoneNote } from "../format/time";
import { useSpeak } from "../i18n";
import { useWords } from "../i18n/words";
import { ProblemAlert } from "../ui/ProblemAlert";
import type { View } from "./keeper";
import { words } from "./words";

type Props = { view: View; labelOf: (field: string) => string; onSave: () => void; children?: ReactNode };

function onConnection(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

/** A failure to reach the server is told calmly: nothing is lost. Any other refusal is told as it is. */
function Trouble({ view, onSave }: Pick<Props, "view" | "onSave">) {
  const w = useWords(words);
  const online = useSyncExternalStore(onConnection, () => navigator.onLine);
  if (!online) return <Alert type="warning" showIcon role="status" data-banner="offline" title={w("offline")} />;
  if (view.error === undefined) return null;
  if (problemOf(view.error).reason === "") return <Alert type="warning" showIcon role="status" data-banner="away" title={w("away")} />;
  return view.status === "failed" ? <ProblemAlert error={view.error} onRetry={onSave} /> : null;
}

export function SavedBar({ view, labelOf, onSave, children }: Props) {
  const { t, language } = useSpeak();
  const w = useWords(words);
  const { status, server } = view;
  const saved = server.version > 0n && server.savedAt
    ? t("draft.saved", { time: showClock(server.savedAt), version: server.version.toString() })
    : t("draft.never");
  const text = { clean: saved, dirty: t("draft.dirty"), saving: t("draft.saving"), failed: t("draft.failed"), clash: t("draft.staleTitle") }[status];
  return (
    <div className="saved-bar stack">
      <div className="between">
        <span role="status" data-status={status} className={status === "failed" ? "due-over" : "muted"} title={server.savedAt && zoneNote(server.savedAt, language)}>{text}</span>
        <div className="row">
          {children}
          <Button size="small" title={w("saveHint")} onClick={onSave} disabled={status === "clean" || status === "saving"}>{t("draft.saveNow")}</Button>
        </div>
      </div>
      <Trouble view={view} onSave={onSave} />
      {view.restored && status !== "clash" && <Alert type="info" showIcon title={t("draft.restored")} />}
      {view.taken && (
        <Alert type="info" showIcon closable title={t("draft.mergedNote", { who: view.taken.by || t("draft.someone"), fields: view.taken.fields.map(labelOf).join("、") })} />
      )}
    </div>
  );
}
