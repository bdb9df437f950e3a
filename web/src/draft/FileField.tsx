// A field that is answered with files: drop or choose, watch them arrive, look at them, replace and remove them.

import { DeleteOutlined, EyeOutlined, SwapOutlined, UploadOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { lazy, Suspense, useRef, useState, type DragEvent } from "react";
import { downloadPath, fetchFile, MOST_BYTES, removeFile, showSize, troubleOf, TYPES } from "../api/files";
import { problemOf } from "../api/problem";
import type { Attachment, FormField } from "../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../i18n";
import { useWords } from "../i18n/words";
import { Time } from "../ui/Time";
import { UploadLine } from "./files/UploadLine";
import { useUploads } from "./files/useUploads";
import { words } from "./words";

// Loaded when a file is looked at.
const FilePreview = lazy(async () => ({ default: (await import("./files/FilePreview")).FilePreview }));

type Props = { id: string; docket: string; field: FormField; label: string; files: Attachment[]; disabled: boolean; describedBy?: string };

const KINDS = TYPES.filter((one) => one !== "jpeg").map((one) => one.toUpperCase()).join("、");

function useActs({ docket, field }: Pick<Props, "docket" | "field">) {
  const { language } = useSpeak();
  const w = useWords(words);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { uploads, mine } = useUploads(field.path);
  const [refused, setRefused] = useState<string[]>([]);
  const add = (chosen: readonly File[], replaces?: string) => {
    const wrong: string[] = [];
    for (const file of chosen) {
      const trouble = troubleOf(file);
      if (trouble) wrong.push(w(trouble, { name: file.name, types: KINDS, size: showSize(file.size), most: showSize(MOST_BYTES) }));
      else uploads?.add(field.path, file, replaces);
    }
    setRefused(wrong);
  };
  const refresh = () => queries.invalidateQueries({ queryKey: ["attachments", docket] });
  const remove = async (file: Attachment) => {
    try {
      // Fetched first, so that taking it out can be undone.
      const copy = await fetchFile(file.id, file.fileName);
      await removeFile(file.id);
      const key = file.id;
      const back = () => {
        message.destroy(key);
        add([copy]);
      };
      void message.open({ key, type: "success", duration: 10, content: <>{w("removed", { name: file.fileName })} <Button type="link" size="small" onClick={back}>{w("undo")}</Button></> });
    } catch (error) {
      void message.error(w("uploadRefused", { why: problemOf(error)[language] }), 6);
    }
    await refresh();
  };
  return { uploads, mine, refused, add, remove };
}

export function FileField({ id, docket, field, label, files, disabled, describedBy }: Props) {
  const w = useWords(words);
  const { t } = useSpeak();
  const picker = useRef<HTMLInputElement>(null);
  const replaced = useRef<string>(undefined);
  const [over, setOver] = useState(false);
  const [shown, setShown] = useState<Attachment>();
  const { uploads, mine, refused, add, remove } = useActs({ docket, field });
  const choose = (replaces?: string) => {
    replaced.current = replaces;
    picker.current?.click();
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!disabled) add([...event.dataTransfer.files]);
  };
  return (
    <div className="stack files" role="group" aria-label={label} aria-describedby={describedBy}>
      {files.length > 0 && (
        <ul className="plain">
          {files.map((file) => (
            <li key={file.id} className="file-line" data-file={file.fileName}>
              <a href={downloadPath(file.id)} download={file.fileName}>{file.fileName}</a>
              <span className="muted small">{showSize(file.size)} · <Time at={file.uploadedAt} /></span>
              <span className="file-acts">
                <Button type="text" size="small" icon={<EyeOutlined />} aria-label={`${w("view")}：${file.fileName}`} onClick={() => setShown(file)} />
                {!disabled && <Button type="text" size="small" icon={<SwapOutlined />} aria-label={`${w("replace")}：${file.fileName}`} onClick={() => choose(file.id)} />}
                {!disabled && <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={`${w("remove")}：${file.fileName}`} onClick={() => void remove(file)} />}
              </span>
            </li>
          ))}
        </ul>
      )}
      {mine.map((upload) => uploads && <UploadLine key={upload.key} upload={upload} uploads={uploads} />)}
      {refused.map((text, i) => <p key={i} className="field-defect" role="alert">{text}</p>)}
      {disabled
        ? files.length === 0 && <span className="muted">{t("draft.blank")}</span>
        : (
          <div
            className={over ? "drop drop-over" : "drop"} onDrop={drop}
            onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}
          >
            <input
              ref={picker} id={id} type="file" hidden multiple={!replaced.current} aria-label={label} accept={TYPES.map((one) => `.${one}`).join(",")}
              onChange={(e) => {
                const chosen = [...(e.target.files ?? [])];
                e.target.value = "";
                add(chosen, replaced.current);
                replaced.current = undefined;
              }}
            />
            <span>{w("drop")}</span>
            <Button icon={<UploadOutlined />} onClick={() => choose()} aria-label={`${w("pick")}：${label}`} aria-describedby={describedBy}>{w("pick")}</Button>
            {files.length === 0 && <span className="muted small">{w("fileRules", { types: KINDS, size: showSize(MOST_BYTES) })}</span>}
          </div>
        )}
      {shown && <Suspense><FilePreview file={shown} onClose={() => setShown(undefined)} /></Suspense>}
    </div>
  );
}
