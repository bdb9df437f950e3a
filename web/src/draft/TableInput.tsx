// A table of the form, edited in place: a card a row, so that it also fits a telephone.

import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ComponentType } from "react";
import { useSpeak } from "../i18n";
import { keyOf } from "./field";
import type { InputProps } from "./inputs";
import type { JsonValue } from "./merge";

type TableRow = { [key: string]: JsonValue };

function recordsOf(value: JsonValue | undefined): TableRow[] {
  if (!Array.isArray(value)) return [];
  return value.filter((row): row is TableRow => row !== null && typeof row === "object" && !Array.isArray(row));
}

export function TableInput({ id, field, value, disabled, label, onChange, Cell }: InputProps & { Cell: ComponentType<InputProps> }) {
  const { t, say } = useSpeak();
  const rows = recordsOf(value);
  const put = (index: number, key: string, next: JsonValue | undefined) =>
    onChange(rows.map((row, i) => {
      if (i !== index) return row;
      const { [key]: _old, ...rest } = row;
      return next === undefined ? rest : { ...rest, [key]: next };
    }));
  return (
    <div className="rows" id={id} role="group" aria-label={label}>
      {rows.map((row, index) => (
        <div key={index} className="rows-row" role="group" aria-label={t("common.row", { n: index + 1 })}>
          {field.columns.map((column) => {
            const cell = `${id}-${index}-${keyOf(column)}`;
            const words = say(column.zh, column.en);
            return (
              <div key={column.path}>
                <label htmlFor={cell}>{words}{column.required && <span className="field-mark" aria-hidden>*</span>}</label>
                <Cell id={cell} field={column} label={words} value={row[keyOf(column)]} disabled={disabled} onChange={(next) => put(index, keyOf(column), next)} />
              </div>
            );
          })}
          {!disabled && (
            <Button type="text" icon={<DeleteOutlined />} aria-label={`${t("common.remove")}（${label} ${index + 1}）`} onClick={() => onChange(rows.filter((_, i) => i !== index))} />
          )}
        </div>
      ))}
      {!disabled && <div><Button icon={<PlusOutlined />} aria-label={`${t("common.add")}：${label}`} onClick={() => onChange([...rows, {}])}>{t("common.add")}</Button></div>}
    </div>
  );
}
