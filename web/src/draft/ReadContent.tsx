// Content for reading: a draft somebody else writes, or a snapshot.

import type { Form } from "../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../i18n";
import { isFilled, showValue } from "./field";
import type { Content } from "./merge";

export function ReadContent({ form, content }: { form: Form | undefined; content: Content }) {
  const { t, say, language } = useSpeak();
  const sections = (form?.sections ?? [])
    .map((section) => ({ section, fields: section.fields.filter((field) => isFilled(content[field.path])) }))
    .filter(({ fields }) => fields.length > 0);
  const known = new Set(form?.sections.flatMap((section) => section.fields.map((field) => field.path)));
  const others = Object.keys(content).filter((path) => !known.has(path) && isFilled(content[path]));
  if (sections.length === 0 && others.length === 0) return <p className="muted">{t("docket.notYet")}</p>;
  return (
    <div className="card-list facts">
      {sections.map(({ section, fields }) => (
        <section key={section.code} className="item">
          <h2 style={{ marginBottom: 8 }}>{say(section.zh, section.en)}</h2>
          <dl>
            {fields.map((field) => (
              <div key={field.path} style={{ display: "contents" }}>
                <dt>{say(field.zh, field.en)}</dt>
                <dd className="pre">{showValue(field, content[field.path], language)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      {others.length > 0 && (
        <section className="item">
          <dl>
            {others.map((path) => (
              <div key={path} style={{ display: "contents" }}><dt>{path}</dt><dd className="pre">{showValue(undefined, content[path], language)}</dd></div>
            ))}
          </dl>
        </section>
      )}
    </div>
  );
}
