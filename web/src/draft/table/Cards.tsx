// The rows as cards, one under the other, with the totals after them.

import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { keyOf } from "../field";
import { words } from "../words";
import type { RowsProps } from "./TableInput";
import { TotalText } from "./TotalText";

export function Cards({ input, rows, totals, Cell, put, move, remove }: RowsProps) {
  const w = useWords(words);
  const { t, say } = useSpeak();
  const { id, field, disabled, label } = input;
  return (
    <>
      {rows.map((row, index) => (
        <div key={index} className="rows-row" role="group" aria-label={t("common.row", { n: index + 1 })} data-row={index}>
          {field.columns.map((column) => {
            const cell = `${id}-${index}-${keyOf(column)}`;
            const words_ = say(column.zh, column.en);
            return (
              <div key={column.path} data-column={keyOf(column)}>
                <label htmlFor={cell}>{words_}{column.required && <span className="field-mark" aria-hidden>*</span>}</label>
                <Cell id={cell} field={column} label={words_} value={row[keyOf(column)]} disabled={disabled} onChange={(next) => put(index, keyOf(column), next)} />
              </div>
            );
          })}
          {!disabled && (
            <div className="row whole">
              <span className="muted small">{t("common.row", { n: index + 1 })}</span>
              <Button type="text" icon={<ArrowUpOutlined />} disabled={index === 0} aria-label={w("rowUp", { n: index + 1 })} onClick={() => move(index, -1)} />
              <Button type="text" icon={<ArrowDownOutlined />} disabled={index === rows.length - 1} aria-label={w("rowDown", { n: index + 1 })} onClick={() => move(index, 1)} />
              <Button type="text" icon={<DeleteOutlined />} aria-label={`${w("rowRemove", { n: index + 1 })}（${label}）`} onClick={() => remove(index)} />
            </div>
          )}
        </div>
      ))}
      {totals.length > 0 && (
        <dl className="card-totals" data-totals>
          {totals.map((total) => {
            const column = field.columns.find((one) => keyOf(one) === total.key);
            return <div key={total.key}><dt>{w("total")} · {column && say(column.zh, column.en)}</dt><dd><TotalText total={total} /></dd></div>;
          })}
        </dl>
      )}
    </>
  );
}
