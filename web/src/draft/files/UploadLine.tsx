// A file on its way: how far it is, with pause, resume and cancel.

import { Button } from "antd";
import { problemOf } from "../../api/problem";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Progress } from "../../ui/Progress";
import { words } from "../words";
import type { Upload, Uploads } from "./uploads";

export function UploadLine({ upload, uploads }: { upload: Upload; uploads: Uploads }) {
  const w = useWords(words);
  const { language } = useSpeak();
  const percent = upload.size > 0 ? Math.floor((upload.received / upload.size) * 100) : 0;
  const text = {
    sending: w("sending", { percent }), paused: w("paused", { percent }), waiting: w("waiting", { percent }),
    refused: w("uploadRefused", { why: problemOf(upload.error)[language] }),
  }[upload.state];
  return (
    <div className="upload-line" data-upload={upload.name} data-upload-state={upload.state}>
      <div className="between">
        <span>{upload.name}</span>
        <span className="row">
          {(upload.state === "sending" || upload.state === "waiting") && <Button size="small" onClick={() => uploads.pause(upload.key)}>{w("pause")}</Button>}
          {(upload.state === "paused" || upload.state === "refused") && <Button size="small" type="primary" ghost onClick={() => uploads.resume(upload.key)}>{w("resume")}</Button>}
          <Button size="small" onClick={() => uploads.drop(upload.key)}>{w("stop")}</Button>
        </span>
      </div>
      <Progress percent={percent} label={upload.name} bad={upload.state === "refused"} bare />
      <span className={upload.state === "refused" ? "field-defect" : "muted small"} role="status">{text}</span>
    </div>
  );
}
