// One field of a form: its wording, type, limits, options and columns.

import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Input, Select } from "antd";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import type { Field, Option } from "./model";
import { sayCode, type Words } from "./say";
import { words } from "./words";

const TYPES = ["text", "long", "int", "money", "date", "enum", "file", "table", "bool", "ref"];
const IN_TABLE = ["text", "int", "money", "date", "enum"];

/** A code that nothing has yet; people never see it. */
export function freeCode(prefix: string, taken: readonly string[]): string {
  for (let n = 1; ; n += 1) if (!taken.includes(`${prefix}_${n}`)) return `${prefix}_${n}`;
}

type Labels = { id: string; name: string; zh: string; en: string; onChange: (part: { zh?: string; en?: string }) => void };

function LabelInputs({ id, name, zh, en, onChange }: Labels) {
  const w = useWords(words);
  return (
    <>
      <label className="pack-label" htmlFor={`${id}-zh`}>{w("zh")}<Input id={`${id}-zh`} aria-label={`${w("zh")}：${name}`} value={zh} onChange={(e) => onChange({ zh: e.target.value })} /></label>
      <label className="pack-label" htmlFor={`${id}-en`}>{w("en")}<Input id={`${id}-en`} aria-label={`${w("en")}：${name}`} value={en} onChange={(e) => onChange({ en: e.target.value })} /></label>
    </>
  );
}

function TypeSelect({ id, name, value, types, said, onChange }: { id: string; name: string; value: string; types: string[]; said: Words; onChange: (type: string) => void }) {
  const w = useWords(words);
  const { language } = useSpeak();
  const known = types.includes(value) ? types : [...types, value];
  return (
    <label className="pack-label" htmlFor={id}>{w("type")}
      <Select id={id} aria-label={`${w("type")}：${name}`} value={value} options={known.map((type) => ({ value: type, label: sayCode(type, said, language) }))} onChange={onChange} />
    </label>
  );
}

function Options({ id, list, onChange }: { id: string; list: Option[]; onChange: (list: Option[]) => void }) {
  const w = useWords(words);
  return (
    <fieldset className="pack-inner"><legend>{w("options")}</legend>
      {list.map((one, i) => (
        <div key={one.code} className="pack-inner-row">
          <LabelInputs id={`${id}-${one.code}`} name={`${w("options")} ${i + 1}`} zh={one.zh} en={one.en} onChange={(part) => onChange(list.map((x) => (x === one ? { ...one, ...part } : x)))} />
          <Button type="text" icon={<DeleteOutlined />} aria-label={`${w("remove")}：${one.zh}`} onClick={() => onChange(list.filter((x) => x !== one))} />
        </div>
      ))}
      <Button size="small" icon={<PlusOutlined />} onClick={() => onChange([...list, { code: freeCode("own", list.map((x) => x.code)), zh: w("newOption"), en: "" }])}>{w("addOption")}</Button>
    </fieldset>
  );
}

function Columns({ id, list, said, onChange }: { id: string; list: Field[]; said: Words; onChange: (list: Field[]) => void }) {
  const w = useWords(words);
  return (
    <fieldset className="pack-inner"><legend>{w("columns")}</legend>
      {list.map((one, i) => {
        const put = (part: Partial<Field>) => onChange(list.map((x) => (x === one ? { ...one, ...part } : x)));
        const name = `${w("columns")} ${i + 1}`;
        return (
          <div key={one.f} className="pack-inner-row">
            <LabelInputs id={`${id}-${one.f}`} name={name} zh={one.zh} en={one.en} onChange={put} />
            <TypeSelect id={`${id}-${one.f}-type`} name={name} value={one.type} types={IN_TABLE} said={said} onChange={(type) => put({ type })} />
            <Checkbox checked={!!one.req} aria-label={`${w("isRequired")}：${name}`} onChange={(e) => put({ req: e.target.checked })}>{w("isRequired")}</Checkbox>
            <Button type="text" icon={<DeleteOutlined />} aria-label={`${w("remove")}：${one.zh}`} onClick={() => onChange(list.filter((x) => x !== one))} />
            {one.type === "enum" && <Options id={`${id}-${one.f}-o`} list={one.options ?? []} onChange={(options) => put({ options })} />}
          </div>
        );
      })}
      <Button size="small" icon={<PlusOutlined />} onClick={() => onChange([...list, { f: freeCode("own", list.map((x) => x.f)), zh: w("newColumn"), en: "", type: "text" }])}>{w("addColumn")}</Button>
    </fieldset>
  );
}

export function FieldEditor({ id, field, said, onChange }: { id: string; field: Field; said: Words; onChange: (part: Partial<Field>) => void }) {
  const w = useWords(words);
  const name = field.zh || w("newField");
  const worded = field.type === "text" || field.type === "long";
  return (
    <div className="pack-field-editor">
      <LabelInputs id={id} name={name} zh={field.zh} en={field.en} onChange={onChange} />
      <TypeSelect id={`${id}-type`} name={name} value={field.type} types={TYPES} said={said} onChange={(type) => onChange({ type })} />
      {worded && (
        <label className="pack-label" htmlFor={`${id}-max`}>{w("maxLabel")}
          <Input id={`${id}-max`} inputMode="numeric" value={field.max ? String(field.max) : ""} placeholder={w("noLimit")} aria-label={`${w("maxLabel")}：${name}`} onChange={(e) => onChange({ max: Number(e.target.value.replaceAll(/\D/g, "").slice(0, 6)) || 0 })} />
        </label>
      )}
      <label className="pack-label wide" htmlFor={`${id}-hint`}>{w("hintLabel")}<Input id={`${id}-hint`} value={field.hint ?? ""} aria-label={`${w("hintLabel")}：${name}`} onChange={(e) => onChange({ hint: e.target.value })} /></label>
      <div className="row wide">
        <Checkbox checked={!!field.req} onChange={(e) => onChange({ req: e.target.checked })}>{w("isRequired")}</Checkbox>
        {(field.type === "date" || field.type === "int") && <Checkbox checked={!!field.range} onChange={(e) => onChange({ range: e.target.checked })}>{w("isRange")}</Checkbox>}
      </div>
      {field.type === "enum" && <Options id={`${id}-o`} list={field.options ?? []} onChange={(options) => onChange({ options })} />}
      {field.type === "table" && <Columns id={`${id}-c`} list={field.columns ?? []} said={said} onChange={(columns) => onChange({ columns })} />}
    </div>
  );
}
