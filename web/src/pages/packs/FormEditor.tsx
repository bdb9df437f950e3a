// The forms of a draft: sections and fields to add, order and word, with the form as applicants will see it beside.

import { DeleteOutlined, DownOutlined, HolderOutlined, PlusOutlined, UpOutlined } from "@ant-design/icons";
import { Alert, Button, Input, Select } from "antd";
import { useEffect, useState, type DragEvent, type KeyboardEvent } from "react";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { EmptyState } from "../../ui/EmptyState";
import { FieldEditor, freeCode } from "./FieldEditor";
import { FormPreview } from "./FormPreview";
import { anchorOf, moveItem, same, type Field, type Pack, type PackForm, type Section } from "./model";
import { sayCode, type Words } from "./say";
import type { Keeper } from "./useKeeper";
import { words } from "./words";

type Props = { pack: Pack; base: Pack; said: Words; editable: boolean; at: string; change: Keeper["change"] };

const DRAG = "application/x-yanlu-field";

/** The section of a form with a change made in it. */
const inSection = (form: string, section: string, edit: (one: Section) => Section) => (pack: Pack): Pack => ({
  ...pack,
  forms: pack.forms.map((one) => (one.code !== form ? one : { ...one, sections: one.sections.map((part) => (part.code === section ? edit(part) : part)) })),
});

type LineProps = { form: string; section: Section; field: Field; index: number; fresh: boolean; changed: boolean; said: Words; editable: boolean; open: boolean; onOpen: (open: boolean) => void; edit: (key: string, edit: (section: Section) => Section) => void; tell: (text: string) => void };

function FieldLine({ form, section, field, index, fresh, changed, said, editable, open, onOpen, edit, tell }: LineProps) {
  const w = useWords(words);
  const { say, language } = useSpeak();
  const name = say(field.zh, field.en) || w("newField");
  const path = `forms/${form}/${section.code}/${field.f}`;
  const move = (to: number) => {
    if (to < 0 || to >= section.fields.length) return;
    edit(`${path} move`, (one) => ({ ...one, fields: moveItem(one.fields, one.fields.findIndex((x) => x.f === field.f), to) }));
    tell(w("moved", { what: name, n: to + 1 }));
  };
  const keys = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    move(event.key === "ArrowUp" ? index - 1 : index + 1);
  };
  const drop = (event: DragEvent) => {
    const from = event.dataTransfer.getData(DRAG);
    if (!from) return;
    event.preventDefault();
    edit(`${path} drop`, (one) => ({ ...one, fields: moveItem(one.fields, one.fields.findIndex((x) => x.f === from), index) }));
  };
  return (
    <li className="pack-field" id={anchorOf(path)} data-field={path} data-changed={changed || undefined} tabIndex={-1} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <div className="pack-field-head">
        {editable && (
          <button type="button" className="pack-handle" draggable aria-label={`${w("drag")}：${name}`} title={w("drag")} onKeyDown={keys} onDragStart={(event) => event.dataTransfer.setData(DRAG, field.f)}>
            <HolderOutlined />
          </button>
        )}
        <span className="pack-field-name">{name}{field.req && <span className="field-mark" aria-hidden>*</span>} <span className="small muted">{sayCode(field.type, said, language)}</span></span>
        {changed && <span className="pack-badge" data-how={fresh ? "added" : "changed"}>{fresh ? w("change_added") : w("changed")}</span>}
        {editable && (
          <span className="pack-tools">
            <Button size="small" type="text" icon={<UpOutlined />} disabled={index === 0} aria-label={`${w("up")}：${name}`} onClick={() => move(index - 1)} />
            <Button size="small" type="text" icon={<DownOutlined />} disabled={index === section.fields.length - 1} aria-label={`${w("down")}：${name}`} onClick={() => move(index + 1)} />
            <Button size="small" aria-expanded={open} aria-label={`${open ? w("done") : w("edit")}：${name}`} onClick={() => onOpen(!open)}>{open ? w("done") : w("edit")}</Button>
            <Button size="small" type="text" icon={<DeleteOutlined />} aria-label={`${w("remove")}：${name}`} onClick={() => edit(`${path} remove`, (one) => ({ ...one, fields: one.fields.filter((x) => x.f !== field.f) }))} />
          </span>
        )}
      </div>
      {open && editable && <FieldEditor id={`edit-${anchorOf(path)}`} field={field} said={said} onChange={(part) => edit(path, (one) => ({ ...one, fields: one.fields.map((x) => (x.f === field.f ? { ...x, ...part } : x)) }))} />}
    </li>
  );
}

function SectionEditor({ form, section, base, said, editable, at, change }: { form: PackForm; section: Section; base: Section | undefined } & Omit<Props, "pack" | "base">) {
  const w = useWords(words);
  const [open, setOpen] = useState("");
  const [told, setTold] = useState("");
  const edit = (key: string, make: (one: Section) => Section) => change(key, inSection(form.code, section.code, make));
  const where = `forms/${form.code}/${section.code}`;
  useEffect(() => {
    if (at.startsWith(`${where}/`)) setOpen(at.slice(where.length + 1).split("/")[0] ?? "");
  }, [at, where]);
  const add = () => {
    const f = freeCode("own", [...section.fields, ...(base?.fields ?? [])].map((one) => one.f));
    edit(`${where} add`, (one) => ({ ...one, fields: [...one.fields, { f, zh: w("newField"), en: "", type: "text" }] }));
    setOpen(f);
  };
  return (
    <div className="stack">
      {editable && (
        <div className="row">
          <label className="pack-label">{w("zh")}<Input aria-label={`${w("section")} ${w("zh")}`} value={section.zh} onChange={(e) => edit(where, (one) => ({ ...one, zh: e.target.value }))} /></label>
          <label className="pack-label">{w("en")}<Input aria-label={`${w("section")} ${w("en")}`} value={section.en} onChange={(e) => edit(where, (one) => ({ ...one, en: e.target.value }))} /></label>
        </div>
      )}
      <p role="status" className="small muted">{told}</p>
      {section.fields.length === 0 && <EmptyState title={w("noFields")} />}
      <ul className="plain">
        {section.fields.map((field, index) => {
          const was = base?.fields.find((one) => one.f === field.f);
          return (
            <FieldLine key={field.f} form={form.code} section={section} field={field} index={index} fresh={!was} changed={!was || !same({ ...was, src: "" }, { ...field, src: "" })} said={said}
              editable={editable} open={open === field.f} onOpen={(next) => setOpen(next ? field.f : "")} edit={edit} tell={setTold} />
          );
        })}
      </ul>
      {editable && <div><Button icon={<PlusOutlined />} onClick={add}>{w("addField")}</Button></div>}
    </div>
  );
}

export function FormEditor({ pack, base, said, editable, at, change }: Props) {
  const w = useWords(words);
  const { say } = useSpeak();
  const [, atForm, atSection] = at.startsWith("forms/") ? at.split("/") : [];
  const [chosen, setChosen] = useState({ form: atForm ?? pack.forms[0]?.code ?? "", section: atSection ?? "" });
  useEffect(() => {
    if (atForm) setChosen({ form: atForm, section: atSection ?? "" });
  }, [atForm, atSection]);
  const form = pack.forms.find((one) => one.code === chosen.form) ?? pack.forms[0];
  const section = form?.sections.find((one) => one.code === chosen.section) ?? form?.sections[0];
  if (!form || !section) return <EmptyState title={w("noFields")} />;
  const was = base.forms.find((one) => one.code === form.code)?.sections.find((one) => one.code === section.code);
  return (
    <div className="stack">
      <Alert type="info" showIcon title={w("untouched")} />
      <div className="row">
        <label className="pack-label">{w("form")}<Select aria-label={w("form")} style={{ minWidth: 200 }} value={form.code} options={pack.forms.map((one) => ({ value: one.code, label: say(one.zh, one.en) }))} onChange={(next: string) => setChosen({ form: next, section: "" })} /></label>
        <label className="pack-label">{w("section")}<Select aria-label={w("section")} style={{ minWidth: 200 }} value={section.code} options={form.sections.map((one) => ({ value: one.code, label: say(one.zh, one.en) }))} onChange={(next: string) => setChosen({ form: form.code, section: next })} /></label>
      </div>
      <div className="two two-even">
        <SectionEditor key={`${form.code}/${section.code}`} form={form} section={section} base={was} said={said} editable={editable} at={at} change={change} />
        <FormPreview key={`preview ${form.code}/${section.code}`} section={section} />
      </div>
    </div>
  );
}
