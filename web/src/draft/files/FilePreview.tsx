// A file looked at beside the form: pictures and PDF in a drawer, everything else to download.

import { Button, Drawer } from "antd";
import { downloadPath, previewPath } from "../../api/files";
import type { Attachment } from "../../gen/yanlu/docket/v1/docket_pb";
import { useWords } from "../../i18n/words";
import { useGiveBack } from "../../ui/useGiveBack";
import { words } from "../words";

export function FilePreview({ file, onClose }: { file: Attachment | undefined; onClose: () => void }) {
  useGiveBack();
  const w = useWords(words);
  if (!file) return null;
  const picture = file.mediaType.startsWith("image/");
  const paper = file.mediaType === "application/pdf";
  return (
    <Drawer
      open title={file.fileName} size="large" onClose={onClose} destroyOnHidden styles={{ body: { padding: 0, display: "flex" } }}
      extra={(
        <div className="row">
          {(picture || paper) && <Button href={previewPath(file.id)} target="_blank" rel="noreferrer">{w("openNew")}</Button>}
          <Button href={downloadPath(file.id)} download={file.fileName}>{w("download")}</Button>
        </div>
      )}
    >
      {picture && <img className="preview-picture" src={previewPath(file.id)} alt={file.fileName} />}
      {paper && <iframe className="preview-paper" src={previewPath(file.id)} title={file.fileName} />}
      {!picture && !paper && <p className="muted preview-none">{w("noPreview")}</p>}
    </Drawer>
  );
}
