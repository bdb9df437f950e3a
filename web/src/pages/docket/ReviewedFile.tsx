// The file under review, beside the scores: the snapshot the reviewer is bound to.

import { useQuery } from "@tanstack/react-query";
import { dockets } from "../../api/clients";
import { ReadContent } from "../../draft/ReadContent";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { FilesTab } from "./FilesTab";
import { contentOf } from "./snapshotKinds";
import { useSnapshots } from "./useSnapshots";

const quiet = { retry: false, staleTime: 60_000 } as const;

export function ReviewedFile({ docket }: { docket: Docket }) {
  const { t } = useSpeak();
  const own = useSnapshots(docket.id, docket.seq);
  const form = useQuery({ ...quiet, queryKey: ["form", docket.id], queryFn: () => dockets.getForm({ docket: docket.id }) });
  const snapshot = own.data?.snapshots.findLast((one) => one.kind === "application");
  if (!snapshot) return null;
  return (
    <section className="sticky" aria-label={t("docket.ofParent")}>
      <h2 style={{ fontSize: 16 }}>{t("docket.ofParent")}</h2>
      <ReadContent form={form.data} content={contentOf(snapshot)} />
      <FilesTab docket={docket.id} />
    </section>
  );
}
