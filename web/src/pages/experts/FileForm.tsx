// The fields of a file, for those who write their own and those who recommend.

import { Button, Checkbox, Form, Input, InputNumber, Select } from "antd";
import type { ReactNode } from "react";
import { useTopics } from "../../form/options";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { useDisciplineOptions } from "./data";
import { KINDS } from "./filters";
import { words, type Word } from "./words";

const GRADES = ["other", "senior", "academician"] as const;
const RELATIONS = ["supervisor", "student", "relative", "share", "post", "coauthor", "dispute", "recusal"] as const;

export function useRequired() {
  const w = useWords(words);
  return (label: Word) => ({ required: true, message: w("required", { label: w(label) }) });
}

type Field = { name: string; label: Word; must?: boolean; input?: ReactNode; hint?: Word };

/** Rows of a list, each with the same fields. */
function Lines({ name, title, hint, fields, empty }: { name: string; title: Word; hint?: Word; fields: Field[]; empty: Record<string, string> }) {
  const w = useWords(words);
  const required = useRequired();
  return (
    <Card title={w(title)} hint={hint && w(hint)} level="h3" label={w(title)}>
      <Form.List name={name}>
        {(rows, { add, remove }) => (
          <div className="stack">
            <ul className="expert-lines">
              {rows.map((row, i) => (
                <li key={row.key} className="expert-line" data-line={`${name}-${i}`}>
                  {fields.map((field) => (
                    <Form.Item key={field.name} name={[row.name, field.name]} label={w(field.label)} rules={field.must ? [required(field.label)] : []} extra={field.hint && w(field.hint)}>{field.input ?? <Input maxLength={200} />}</Form.Item>
                  ))}
                  <Button type="text" className="drop" aria-label={w("drop", { n: i + 1 })} onClick={() => remove(row.name)}>✕</Button>
                </li>
              ))}
            </ul>
            <Button onClick={() => add(empty)} aria-label={`${w("add")} ${w(title)}`}>{w("add")}</Button>
          </div>
        )}
      </Form.List>
    </Card>
  );
}

function Fields() {
  const w = useWords(words);
  const required = useRequired();
  const topics = useTopics();
  const disciplines = useDisciplineOptions();
  const search = { showSearch: { optionFilterProp: "label" } } as const;
  return (
    <Card title={w("fields")} level="h3">
      <div className="people-form">
        <Form.Item name="kinds" label={w("kind")} rules={[required("kind")]}><Select mode="multiple" options={KINDS.map((value) => ({ value, label: w(value) }))} /></Form.Item>
        <Form.Item name="grade" label={w("grade")}><Select options={GRADES.map((value) => ({ value, label: w(value) }))} /></Form.Item>
        <Form.Item
          name="disciplines" label={w("discipline")} dependencies={["topics"]}
          rules={[({ getFieldValue }) => ({ validator: (_, list?: string[]) => (list?.length || (getFieldValue("topics") as string[] | undefined)?.length ? Promise.resolve() : Promise.reject(new Error(w("fieldNeeded")))) })]}
        >
          <Select mode="multiple" {...search} options={disciplines} />
        </Form.Item>
        <Form.Item name="topics" label={w("topic")}><Select mode="multiple" {...search} options={topics.data} /></Form.Item>
        <Form.Item name="keywords" label={w("keywords")} extra={w("keywordsHint")} className="whole"><Select mode="tags" open={false} suffixIcon={null} maxCount={50} /></Form.Item>
        <Form.Item name="maxLoad" label={w("maxLoad")}><InputNumber min={1} max={100} precision={0} /></Form.Item>
        <Form.Item name="fromOutside" valuePropName="checked" label={w("region")}><Checkbox>{w("outsideLabel")}</Checkbox></Form.Item>
      </div>
    </Card>
  );
}

export function FileForm() {
  const w = useWords(words);
  const day = <Input type="date" />;
  return (
    <>
      <Fields />
      <Lines
        name="employments" title="employments" empty={{ organisationName: "", from: "" }}
        fields={[{ name: "organisationName", label: "organisation", must: true }, { name: "position", label: "position" }, { name: "from", label: "from", must: true, input: day }, { name: "to", label: "to", input: day, hint: "toHint" }]}
      />
      <Lines name="works" title="works" empty={{ title: "" }} fields={[{ name: "title", label: "workTitle", must: true }, { name: "year", label: "year", input: <Input inputMode="numeric" maxLength={4} /> }]} />
      <Lines
        name="relations" title="relations" hint="relationsHint" empty={{ kind: "relative" }}
        fields={[
          { name: "kind", label: "relationKind", must: true, input: <Select options={RELATIONS.map((value) => ({ value, label: w(value) }))} /> },
          { name: "otherName", label: "otherName" }, { name: "otherOrganisationName", label: "otherOrganisation" }, { name: "note", label: "note" },
        ]}
      />
      <Lines name="away" title="away" empty={{ from: "", to: "" }} fields={[{ name: "from", label: "from", must: true, input: day }, { name: "to", label: "to", must: true, input: day }, { name: "reason", label: "reason" }]} />
    </>
  );
}
