// The attachments with the part of the form they belong to, size and hash.

import { useQuery } from "@tanstack/react-query";
import { dockets } from "../../api/clients";
import { downloadPath, showSize } from "../../api/files";
import { useSpeak } from "../../i18n";
import { EmptyState } from "../../ui/EmptyState";
import { Loading } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Time } from "../../ui/Time";
import { useFieldLabel } from "./useFieldLabel";

export function FilesTab({ docket }: { docket: string }) {
  const { t } = useSpeak();
  const labelOf = useFieldLabel(docket);
  const list = useQuery({ queryKey: ["attachments", docket], retry: false, queryFn: () => dockets.listAttachments({ docket }) });
  if (list.isPending) return <Loading />;
  if (list.error) return <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data.attachments.length === 0) return <EmptyState title={t("files.none")} hint={t("files.noneHint")} />;
  return (
    <ul className="plain card-list">
      {list.data.attachments.map((file) => (
        <li key={file.id} className="item">
          <a href={downloadPath(file.id)} download={file.fileName}>{file.fileName}</a>
          <div className="item-meta"><span>{showSize(file.size)}</span><span>{labelOf(file.field)}</span><Time at={file.uploadedAt} /></div>
          <div className="mono muted">{t("files.hash")} {file.sha256}</div>
        </li>
      ))}
    </ul>
  );
}
