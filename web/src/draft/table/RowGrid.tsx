// The rows as a grid. Enter goes to the cell below and adds a row at the end; Alt with an arrow moves the row.

import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { KeyboardEvent } from "react";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { keyOf } from "../field";
import { words } from "../words";
import type { RowsProps } from "./TableInput";
import { TotalText } from "./TotalText";

function cellBelow(from: HTMLElement): HTMLElement | null | undefined {
  const cell = from.closest<HTMLElement>("[data-column]");
  const row = cell?.closest<HTMLElement>("[data-row]");
  return row?.nextElementSibling?.querySelector<HTMLElement>(`[data-column="${cell?.dataset.column}"] :is(input, select)`);
}

/** Room for a column by what is written into it. */
const WIDE = new Set(["text", "long"]);

export function RowGrid({ input, rows, totals, Cell, put, move, remove, add }: RowsProps & { add: () => void }) {
  const w = useWords(words);
  const { t, say } = useSpeak();
  const { id, field, disabled, label } = input;
  const onKey = (event: KeyboardEvent<HTMLTableRowElement>, index: number) => {
    const from = event.target as HTMLElement;
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      const by = event.key === "ArrowUp" ? -1 : 1;
      if (disabled || index + by < 0 || index + by >= rows.length) return;
      event.preventDefault();
      move(index, by);
    } else if (event.key === "Enter" && from.tagName === "INPUT" && !from.closest(".ant-select") && !event.nativeEvent.isComposing) {
      event.preventDefault();
      const below = cellBelow(from);
      if (below) below.focus();
      else if (!disabled) add();
    }
  };
  return (
    <div className="grid-wrap" tabIndex={-1}>
      <table className="grid" aria-label={label}>
        <thead>
          <tr>
            <th scope="col" className="grid-number">#</th>
            {field.columns.map((column) => (
              <th key={column.path} scope="col" className={WIDE.has(column.type) ? "grid-wide" : `grid-${column.type}`}>
                {say(column.zh, column.en)}{column.required && <span className="field-mark" aria-hidden>*</span>}
              </th>
            ))}
            {!disabled && <th scope="col"><span className="visually-hidden">{w("actions")}</span></th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index} data-row={index} aria-label={t("common.row", { n: index + 1 })} onKeyDown={(event) => onKey(event, index)}>
              <td className="grid-number">{index + 1}</td>
              {field.columns.map((column) => {
                const cell = `${id}-${index}-${keyOf(column)}`;
                const words_ = say(column.zh, column.en);
                return (
                  <td key={column.path} data-column={keyOf(column)}>
                    <label htmlFor={cell} className="visually-hidden">{`${words_} ${index + 1}`}</label>
                    <Cell id={cell} field={column} label={words_} value={row[keyOf(column)]} disabled={disabled} onChange={(next) => put(index, keyOf(column), next)} />
                  </td>
                );
              })}
              {!disabled && (
                <td className="grid-actions">
                  <Button type="text" size="small" icon={<ArrowUpOutlined />} disabled={index === 0} aria-label={w("rowUp", { n: index + 1 })} onClick={() => move(index, -1)} />
                  <Button type="text" size="small" icon={<ArrowDownOutlined />} disabled={index === rows.length - 1} aria-label={w("rowDown", { n: index + 1 })} onClick={() => move(index, 1)} />
                  <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={`${w("rowRemove", { n: index + 1 })}（${label}）`} onClick={() => remove(index)} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
        {totals.length > 0 && (
          <tfoot>
            <tr data-totals>
              <th scope="row" className="grid-number">{w("total")}</th>
              {field.columns.map((column) => <td key={column.path} className="grid-total"><TotalText total={totals.find((one) => one.key === keyOf(column))} /></td>)}
              {!disabled && <td />}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}
