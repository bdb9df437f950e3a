// Where the draft is: saved when and as which version, on its way, or kept here.

import { Alert, Button } from "antd";
import { showClock } from "../format/time";
import { useSpeak } from "../i18n";
import { ProblemAlert } from "../ui/ProblemAlert";
import type { View } from "./keeper";

type Props = { view: View; labelOf: (field: string) => string; onSave: () => void };

export function SavedBar({ view, labelOf, onSave }: Props) {
  const { t } = useSpeak();
  const { status, server } = view;
  const saved = server.version > 0n && server.savedAt
    ? t("draft.saved", { time: showClock(server.savedAt), version: server.version.toString() })
    : t("draft.never");
  const words = { clean: saved, dirty: t("draft.dirty"), saving: t("draft.saving"), failed: t("draft.failed"), clash: t("draft.staleTitle") }[status];
  return (
    <div className="saved-bar stack">
      <div className="between">
        <span role="status" data-status={status} className={status === "failed" ? "due-over" : "muted"}>{words}</span>
        <Button size="small" onClick={onSave} disabled={status === "clean" || status === "saving"}>{t("draft.saveNow")}</Button>
      </div>
      {view.restored && status !== "clash" && <Alert type="info" showIcon title={t("draft.restored")} />}
      {view.taken && (
        <Alert type="info" showIcon closable title={t("draft.mergedNote", { who: view.taken.by || t("draft.someone"), fields: view.taken.fields.map(labelOf).join("、") })} />
      )}
      {status === "failed" && <ProblemAlert error={view.error} onRetry={onSave} />}
    </div>
  );
}
