// A field that is answered with files.

import { DeleteOutlined, UploadOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useRef, useState } from "react";
import { downloadPath, removeFile, showSize, upload } from "../api/files";
import { problemOf } from "../api/problem";
import type { Attachment, FormField } from "../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../i18n";

type Props = { id: string; docket: string; field: FormField; label: string; files: Attachment[]; disabled: boolean };

function useFiles(docket: string) {
  const { t, language } = useSpeak();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const run = async (act: () => Promise<void>, done?: string) => {
    setBusy(true);
    try {
      await act();
      if (done) void message.success(done);
    } catch (error) {
      void message.error(t("draft.uploadFailed", { why: problemOf(error)[language] }), 6);
    } finally {
      setBusy(false);
      await queries.invalidateQueries({ queryKey: ["attachments", docket] });
    }
  };
  return { busy, run };
}

function FileLine({ file, disabled, onRemove }: { file: Attachment; disabled: boolean; onRemove: () => void }) {
  const { t } = useSpeak();
  return (
    <li className="row">
      <a href={downloadPath(file.id)} download={file.fileName}>{file.fileName}</a>
      <span className="muted small">{showSize(file.size)}</span>
      {!disabled && <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={`${t("draft.clearFile")}：${file.fileName}`} onClick={onRemove} />}
    </li>
  );
}

export function FileField({ id, docket, field, label, files, disabled }: Props) {
  const { t } = useSpeak();
  const picker = useRef<HTMLInputElement>(null);
  const { busy, run } = useFiles(docket);
  const send = (file: File) => run(() => upload(docket, field.path, file, crypto.randomUUID()), t("draft.uploaded", { name: file.name }));
  return (
    <div className="stack" role="group" aria-label={label}>
      {files.length > 0 && (
        <ul className="plain">{files.map((file) => <FileLine key={file.id} file={file} disabled={disabled} onRemove={() => void run(() => removeFile(file.id))} />)}</ul>
      )}
      {!disabled && (
        <div>
          <input
            ref={picker} id={id} type="file" hidden aria-label={label}
            onChange={(e) => {
              const file = e.target.files?.[0];
              e.target.value = "";
              if (file) void send(file);
            }}
          />
          <Button icon={<UploadOutlined />} loading={busy} onClick={() => picker.current?.click()} aria-label={`${t("draft.upload")}：${label}`}>
            {busy ? t("draft.uploading") : t("draft.upload")}
          </Button>
        </div>
      )}
      {disabled && files.length === 0 && <span className="muted">{t("draft.blank")}</span>}
    </div>
  );
}
