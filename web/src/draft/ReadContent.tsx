// Content for reading: a draft somebody else writes, a snapshot, or the preview of one’s own.

import type { Form, FormField } from "../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../i18n";
import { useKnownNames } from "../ui/useKnownNames";
import { UNKNOWN } from "../words/unknown";
import { isFilled, keyOf, showValue } from "./field";
import type { Content, JsonValue } from "./merge";
import "./read.css";
import { recordsOf, totalsOf } from "./sums";
import { TotalText } from "./table/TotalText";

/** A table as a table: headings, rows, totals. */
function ReadTable({ field, value }: { field: FormField; value: JsonValue | undefined }) {
  const { say, language } = useSpeak();
  const rows = recordsOf(value);
  const shown = field.columns.filter((column) => rows.some((row) => isFilled(row[keyOf(column)])));
  const totals = rows.length > 1 ? totalsOf(shown, value).filter((one) => one.kind !== "count") : [];
  const number = (column: FormField) => (column.type === "money" || column.type === "int" ? "num" : undefined);
  return (
    <div className="read-wrap" tabIndex={0} role="group" aria-label={say(field.zh, field.en)}>
      <table className="read-table">
        <thead><tr>{shown.map((column) => <th key={column.path} scope="col" className={number(column)}>{say(column.zh, column.en)}</th>)}</tr></thead>
        <tbody>{rows.map((row, i) => <tr key={i}>{shown.map((column) => <td key={column.path} className={number(column)}>{showValue(column, row[keyOf(column)], language)}</td>)}</tr>)}</tbody>
        {totals.length > 0 && <tfoot><tr>{shown.map((column) => <td key={column.path} className={number(column)}><TotalText total={totals.find((one) => one.key === keyOf(column))} /></td>)}</tr></tfoot>}
      </table>
    </div>
  );
}

function ReadValue({ field, value }: { field: FormField; value: JsonValue | undefined }) {
  const { language } = useSpeak();
  const known = useKnownNames();
  if (field.type === "ref" && typeof value === "string" && known[value]) return <>{known[value]}</>;
  return field.type === "table" && field.columns.length > 0 ? <ReadTable field={field} value={value} /> : <>{showValue(field, value, language)}</>;
}

export function ReadContent({ form, content }: { form: Form | undefined; content: Content }) {
  const { t, say, language } = useSpeak();
  const sections = (form?.sections ?? [])
    .map((section) => ({ section, fields: section.fields.filter((field) => isFilled(content[field.path])) }))
    .filter(({ fields }) => fields.length > 0);
  const known = new Set(form?.sections.flatMap((section) => section.fields.map((field) => field.path)));
  const others = Object.keys(content).filter((path) => !known.has(path) && isFilled(content[path]));
  if (sections.length === 0 && others.length === 0) return <p className="muted">{t("docket.notYet")}</p>;
  return (
    <div className="card-list facts read">
      {sections.map(({ section, fields }) => (
        <section key={section.code} className="item">
          <h2 style={{ marginBottom: 8 }}>{say(section.zh, section.en)}</h2>
          <dl>
            {fields.map((field) => (
              <div key={field.path} className={field.type === "table" || field.type === "long" ? "read-whole" : undefined} style={{ display: "contents" }}>
                <dt>{say(field.zh, field.en)}</dt>
                <dd className="pre" data-read={field.path}><ReadValue field={field} value={content[field.path]} /></dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      {others.length > 0 && (
        <section className="item">
          <dl>
            {others.map((path) => (
              <div key={path} style={{ display: "contents" }}><dt>{UNKNOWN.field[language]}</dt><dd className="pre">{showValue(undefined, content[path], language)}</dd></div>
            ))}
          </dl>
        </section>
      )}
    </div>
  );
}
