// The draft as reviewers will read it: drawn by the same part, without what is kept from them.

import { PrinterOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useMemo } from "react";
import { downloadPath, showSize } from "../api/files";
import type { Attachment, Form } from "../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../i18n";
import { useWords } from "../i18n/words";
import type { Content } from "./merge";
import { ReadContent } from "./ReadContent";
import { words } from "./words";

type Props = { form: Form; content: Content; files: Attachment[]; title: string };

export function PreviewPanel({ form, content, files, title }: Props) {
  const w = useWords(words);
  const { t } = useSpeak();
  const shown = useMemo(() => {
    const kept = new Set(form.sections.flatMap((section) => section.fields).filter((field) => field.hiddenFromReviewers).map((field) => field.path));
    return Object.fromEntries(Object.entries(content).filter(([path]) => !kept.has(path)));
  }, [form, content]);
  return (
    <article className="stack paper" data-preview>
      <div className="between no-print">
        <div><h2>{w("previewTitle")}</h2><p className="muted small">{w("previewHint")}</p></div>
        <Button icon={<PrinterOutlined />} onClick={() => window.print()}>{w("print")}</Button>
      </div>
      <h1 className="paper-title">{title}</h1>
      <ReadContent form={form} content={shown} />
      {files.length > 0 && (
        <section className="item">
          <h2>{t("docket.files")}</h2>
          <ul className="plain">{files.map((file) => <li key={file.id}><a href={downloadPath(file.id)} download={file.fileName}>{file.fileName}</a> <span className="muted small">{showSize(file.size)}</span></li>)}</ul>
        </section>
      )}
    </article>
  );
}
