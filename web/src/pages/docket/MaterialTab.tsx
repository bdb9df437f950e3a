// The content of the subject: edited where that is possible now, read otherwise.

import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useEffect } from "react";
import { useLocation } from "react-router";
import { applications, dockets } from "../../api/clients";
import { DraftEditor } from "../../draft/DraftEditor";
import type { Content } from "../../draft/merge";
import { ReadContent } from "../../draft/ReadContent";
import { useDraftQuery } from "../../draft/useDraft";
import type { CheckEligibilityResponse } from "../../gen/yanlu/application/v1/application_pb";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSession } from "../../app/session";
import { useSpeak } from "../../i18n";
import { Loading } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Missing } from "./Missing";

/** Brings the field named in the address into view once it is drawn. */
function useAnchor(ready: boolean) {
  const { hash } = useLocation();
  useEffect(() => {
    if (!ready || !hash) return;
    const target = document.getElementById(hash.slice(1));
    target?.scrollIntoView({ block: "start" });
    target?.querySelector<HTMLElement>("input, textarea, button")?.focus({ preventScroll: true });
  }, [ready, hash]);
}

function Obstacles({ docket, answer }: { docket: string; answer: CheckEligibilityResponse }) {
  const { t, say } = useSpeak();
  if (answer.obstacles.length === 0 && answer.defects.length === 0) return <Alert type="success" showIcon title={t("draft.checkOk")} />;
  return (
    <Alert
      type="warning" showIcon title={t("action.missing")}
      description={(
        <>
          {answer.obstacles.length > 0 && (
            <><strong>{t("draft.obstacles")}</strong>
              <ul>{answer.obstacles.map((obstacle, i) => <li key={i}>{say(obstacle.zh, obstacle.en)}{obstacle.evidence !== "sourced" && <span className="muted small">（{t("packs.default")}）</span>}</li>)}</ul></>
          )}
          {answer.defects.length > 0 && <Missing docket={docket} violations={answer.defects.map((d) => ({ field: d.field, zh: d.text, en: d.text }))} />}
        </>
      )}
    />
  );
}

export function MaterialTab({ docket, editable }: { docket: Docket; editable: boolean }) {
  const { t } = useSpeak();
  const { me } = useSession();
  const form = useQuery({ queryKey: ["form", docket.id], staleTime: 60_000, retry: false, queryFn: () => dockets.getForm({ docket: docket.id }) });
  const draft = useDraftQuery(docket.id, editable);
  const files = useQuery({ queryKey: ["attachments", docket.id], retry: false, queryFn: () => dockets.listAttachments({ docket: docket.id }) });
  const check = useMutation({ mutationFn: () => applications.checkEligibility({ docket: docket.id }) });
  const ready = !!form.data && !!draft.data;
  useAnchor(ready);

  if (form.isPending || draft.isPending) return <Loading />;
  if (form.error) return <ProblemAlert error={form.error} />;
  if (draft.error) return <ProblemAlert error={draft.error} />;
  if (!editable || !me) {
    return <div className="stack"><p className="muted">{t("draft.readOnly")}</p><ReadContent form={form.data} content={(draft.data.content ?? {}) as Content} /></div>;
  }
  return (
    <div className="stack">
      {docket.machine === "project" && (
        <div><Button onClick={() => check.mutate()} loading={check.isPending}>{t("draft.check")}</Button></div>
      )}
      {check.error && <ProblemAlert error={check.error} />}
      {check.data && <Obstacles docket={docket.id} answer={check.data} />}
      <DraftEditor
        key={docket.id} person={me.person} docket={docket} form={form.data} draft={draft.data}
        files={files.data?.attachments ?? []} defects={check.data?.defects ?? []}
      />
    </div>
  );
}
