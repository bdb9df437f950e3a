// The content of the subject: written at the desk where that is possible now, read otherwise.

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect } from "react";
import { dockets } from "../../api/clients";
import type { Content } from "../../draft/merge";
import { ReadContent } from "../../draft/ReadContent";
import { useDraftQuery, useLeftOver, useShelf } from "../../draft/useDraft";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSession } from "../../app/session";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { words } from "../../draft/words";
import { Note } from "../../ui/Note";
import { Loading } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";

// Only who writes needs the desk.
const desk = () => import("../../draft/DraftEditor");
const DraftEditor = lazy(async () => ({ default: (await desk()).DraftEditor }));

export function MaterialTab({ docket, editable }: { docket: Docket; editable: boolean }) {
  const { t } = useSpeak();
  const w = useWords(words);
  const { me } = useSession();
  const form = useQuery({ queryKey: ["form", docket.id], staleTime: 60_000, retry: false, queryFn: () => dockets.getForm({ docket: docket.id }) });
  const draft = useDraftQuery(docket.id, editable);
  const files = useQuery({ queryKey: ["attachments", docket.id], retry: false, queryFn: () => dockets.listAttachments({ docket: docket.id }) });
  useEffect(() => {
    if (editable) void desk(); // on its way while the form and the draft are read
  }, [editable]);
  const left = useLeftOver(me?.person, docket.id, !editable);
  const shelf = useShelf(editable ? me?.person : undefined, docket.id);

  if (form.isPending || draft.isPending) return <Loading />;
  if (form.error) return <ProblemAlert error={form.error} />;
  // A desk that is open stays open: what was read last is still there when the server is not.
  if (!draft.data) return <ProblemAlert error={draft.error} onRetry={() => void draft.refetch()} />;
  if (!editable || !me) {
    return (
      <div className="stack">
        <p className="muted">{t("draft.readOnly")}</p>
        {left && <div data-left-over><Note type="warning" title={w("leftOver")} description={<ReadContent form={form.data} content={left} />} /></div>}
        <ReadContent form={form.data} content={(draft.data.content ?? {}) as Content} />
      </div>
    );
  }
  if (!shelf) return <Loading />;
  return (
    <Suspense fallback={<Loading />}><DraftEditor
      key={docket.id} person={me.person} docket={docket} form={form.data} draft={draft.data}
      files={files.data?.attachments ?? []} shelf={shelf}
    /></Suspense>
  );
}
