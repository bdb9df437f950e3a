// The content of a subject, edited by several hands and saved as it is typed.

import { Alert } from "antd";
import { useEffect, useMemo } from "react";
import type { Attachment, Defect, Docket, Draft, Form } from "../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../i18n";
import { FieldBlock } from "./FieldBlock";
import { prefill } from "./prefill";
import { MergeDialog } from "./MergeDialog";
import { SavedBar } from "./SavedBar";
import { Sections } from "./Sections";
import { useKeeper } from "./useDraft";

type Props = { person: string; docket: Docket; form: Form; draft: Draft; files: Attachment[]; defects: Defect[] };

export function DraftEditor({ person, docket, form, draft, files, defects }: Props) {
  const { t, say } = useSpeak();
  const { keeper, view } = useKeeper(person, docket.id, draft);
  useEffect(() => {
    if (draft.version > 0n) return;
    for (const [path, value] of Object.entries(prefill(docket, form, keeper.snapshot().content, new Date()))) keeper.set(path, value);
  }, [keeper]);
  const fields = useMemo(() => new Map(form.sections.flatMap((section) => section.fields).map((field) => [field.path, field])), [form]);
  const attached = useMemo(() => new Set(files.map((file) => file.field)), [files]);
  const defective = useMemo(() => new Set(defects.map((defect) => defect.field)), [defects]);
  const labelOf = (path: string) => {
    const field = fields.get(path);
    return field ? say(field.zh, field.en) : path;
  };
  const only = new Set(draft.editableFields);
  return (
    <>
      <SavedBar view={view} labelOf={labelOf} onSave={() => void keeper.flush()} />
      {only.size > 0 && <Alert type="warning" showIcon title={t("draft.onlyListed")} style={{ marginBottom: 12 }} />}
      <div className="editor">
        <Sections sections={form.sections} content={view.content} attached={attached} defective={defective} />
        <div className="card-list">
          {form.sections.map((section) => (
            <section key={section.code} id={`section-${section.code}`} className="item" style={{ scrollMarginTop: 120 }}>
              <h2 style={{ marginBottom: 12 }}>{say(section.zh, section.en)}</h2>
              {section.fields.map((field) => (
                <FieldBlock
                  key={field.path} docket={docket.id} field={field} value={view.content[field.path]}
                  files={files.filter((file) => file.field === field.path)}
                  disabled={only.size > 0 && !only.has(field.path)}
                  defects={defects.filter((defect) => defect.field === field.path || defect.field.startsWith(`${field.path}[`) || defect.field.startsWith(`${field.path}.`))}
                  onChange={(value) => keeper.set(field.path, value)}
                />
              ))}
            </section>
          ))}
        </div>
      </div>
      <MergeDialog stale={view.stale} fields={fields} onChoose={(theirs) => void keeper.choose(theirs)} />
    </>
  );
}
