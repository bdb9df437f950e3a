// A section as applicants will see it, by the very components of the application form.

import { useState } from "react";
import { FieldBlock } from "../../draft/FieldBlock";
import type { JsonValue } from "../../draft/merge";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { toFormField, type Section } from "./model";
import { words } from "./words";

export function FormPreview({ section }: { section: Section }) {
  const w = useWords(words);
  const { say } = useSpeak();
  const [content, setContent] = useState<{ [path: string]: JsonValue | undefined }>({});
  const [put] = useState(() => (path: string, value: JsonValue | undefined) => setContent((before) => ({ ...before, [path]: value })));
  return (
    <section className="item pack-preview" aria-label={w("preview")}>
      <p className="small muted">{w("preview")}。{w("previewHint")}</p>
      <h2>{say(section.zh, section.en)}</h2>
      {section.fields.map((field) => {
        const path = `${section.code}.${field.f}`;
        return (
          <FieldBlock
            key={`${path} ${field.type} ${String(!!field.range)}`} docket="" field={toFormField(path, field)} value={content[path]} files={[]} disabled={field.type === "file"} state="quiet"
            hint={field.hint} notes={[]} people="" put={put}
          />
        );
      })}
    </section>
  );
}
