// Fields that are lists of small records: targets, co-applicants.

import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input, Select } from "antd";
import { useId } from "react";
import { useSpeak } from "../i18n";
import { LongText } from "../ui/LongText";
import { useOrganisations, type Option } from "./options";
import type { Row } from "./values";
import type { WidgetProps } from "./widgets";

export type Column = { key: string; label: string; long?: boolean; options?: Option[] };

type RowsProps = { id?: string; columns: Column[]; value: Row[]; onChange: (rows: Row[]) => void };

function Cell({ column, row, id, onChange }: { column: Column; row: Row; id: string; onChange: (text: string) => void }) {
  if (column.options) {
    return (
      <Select
        id={id} value={row[column.key]} options={column.options} style={{ width: "100%" }} allowClear
        showSearch={{ optionFilterProp: "label" }} onChange={(text: string) => onChange(text ?? "")}
      />
    );
  }
  if (column.long) return <LongText id={id} rows={1} value={row[column.key]} onChange={onChange} />;
  return <Input id={id} value={row[column.key]} onChange={(e) => onChange(e.target.value)} />;
}

export function Rows({ id, columns, value, onChange }: RowsProps) {
  const { t } = useSpeak();
  const base = useId();
  const put = (index: number, key: string, text: string) =>
    onChange(value.map((row, i) => (i === index ? { ...row, [key]: text } : row)));
  return (
    <div className="rows" id={id}>
      {value.map((row, index) => (
        <div key={index} className="rows-row" role="group" aria-label={t("common.row", { n: index + 1 })}>
          {columns.map((column) => (
            <div key={column.key} className={column.long ? "wide" : undefined}>
              <label htmlFor={`${base}-${index}-${column.key}`}>{column.label}</label>
              <Cell column={column} row={row} id={`${base}-${index}-${column.key}`} onChange={(text) => put(index, column.key, text)} />
            </div>
          ))}
          <Button type="text" icon={<DeleteOutlined />} aria-label={t("common.remove")} onClick={() => onChange(value.filter((_, i) => i !== index))} />
        </div>
      ))}
      <div><Button icon={<PlusOutlined />} onClick={() => onChange([...value, {}])}>{t("common.add")}</Button></div>
    </div>
  );
}

export function TargetsWidget({ id, value, onChange }: WidgetProps<Row[]>) {
  const { t } = useSpeak();
  const columns: Column[] = [{ key: "name", label: t("rows.name") }, { key: "value", label: t("rows.value") }, { key: "unit", label: t("rows.unit") }];
  return <Rows id={id} columns={columns} value={value ?? [{}]} onChange={(rows) => onChange?.(rows)} />;
}

export function CoApplicantsWidget({ id, value, onChange }: WidgetProps<Row[]>) {
  const { t } = useSpeak();
  const { data = [] } = useOrganisations("", "");
  const columns: Column[] = [{ key: "organisation", label: t("rows.organisation"), options: data }, { key: "role", label: t("rows.role") }];
  return <Rows id={id} columns={columns} value={value ?? []} onChange={(rows) => onChange?.(rows)} />;
}
