// The attachments with size and hash.

import { useQuery } from "@tanstack/react-query";
import { Empty } from "antd";
import { dockets } from "../../api/clients";
import { downloadPath, showSize } from "../../api/files";
import { showTime } from "../../format/time";
import { useSpeak } from "../../i18n";
import { Loading } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";

export function FilesTab({ docket }: { docket: string }) {
  const { t } = useSpeak();
  const list = useQuery({ queryKey: ["attachments", docket], retry: false, queryFn: () => dockets.listAttachments({ docket }) });
  if (list.isPending) return <Loading />;
  if (list.error) return <ProblemAlert error={list.error} />;
  if (list.data.attachments.length === 0) return <Empty description={t("files.none")} />;
  return (
    <ul className="plain card-list">
      {list.data.attachments.map((file) => (
        <li key={file.id} className="item">
          <a href={downloadPath(file.id)} download={file.fileName}>{file.fileName}</a>
          <div className="item-meta"><span>{showSize(file.size)}</span><span>{file.field}</span><span>{showTime(file.uploadedAt)}</span></div>
          <div className="mono muted">{t("files.hash")} {file.sha256}</div>
        </li>
      ))}
    </ul>
  );
}
