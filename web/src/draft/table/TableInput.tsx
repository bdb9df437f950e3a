// A table of the form, edited in place: a grid where there is room, cards on a
// telephone. Rows are added, moved, removed and pasted; each of it can be undone.

import { FileExcelOutlined, PlusOutlined } from "@ant-design/icons";
import { App, Button, Input } from "antd";
import { lazy, Suspense, useRef, useState, type ClipboardEvent, type ComponentType } from "react";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { useWide } from "../../ui/useWide";
import { keyOf } from "../field";
import type { InputProps } from "../inputs";
import type { JsonValue } from "../merge";
import { isPlain, isSheet, paste, type TableRow } from "../sheet";
import { recordsOf, totalsOf } from "../sums";
import { words } from "../words";
import { Cards } from "./Cards";
import { RowGrid } from "./RowGrid";

// Loaded when something is pasted.
const PasteDialog = lazy(async () => ({ default: (await import("./PasteDialog")).PasteDialog }));

export type RowsProps = {
  input: InputProps; rows: TableRow[]; totals: ReturnType<typeof totalsOf>; Cell: ComponentType<InputProps>;
  put: (index: number, key: string, value: JsonValue | undefined) => void;
  move: (index: number, by: number) => void;
  remove: (index: number) => void;
};

/** Says what was done to the rows, with the way back. */
function useUndo(onChange: InputProps["onChange"]) {
  const { message } = App.useApp();
  const w = useWords(words);
  return (text: string, before: JsonValue | undefined) => {
    const key = crypto.randomUUID();
    const back = () => {
      message.destroy(key);
      onChange(before);
    };
    void message.open({ key, type: "success", duration: 8, content: <>{text} <Button type="link" size="small" onClick={back}>{w("undo")}</Button></> });
  };
}

/** An empty table; where there is a keyboard it is a place to paste into. */
function NoRows({ label, pastes }: { label: string; pastes: boolean }) {
  const w = useWords(words);
  if (!pastes) return <p className="muted small">{w("noRows")}</p>;
  return <Input readOnly className="paste-place" placeholder={w("pasteInto")} aria-label={`${label}：${w("pasteInto")}`} />;
}

export function TableInput(props: InputProps & { Cell: ComponentType<InputProps> }) {
  const { id, field, value, disabled, label, onChange, Cell } = props;
  const w = useWords(words);
  const { say } = useSpeak();
  const wide = useWide(992);
  const [pasting, setPasting] = useState<{ text: string; from: number }>();
  const place = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLButtonElement>(null);
  const rows = recordsOf(value);
  const undo = useUndo(onChange);
  const focusRow = (index: number) => requestAnimationFrame(() => place.current?.querySelector<HTMLElement>(`[data-row="${index}"] :is(input, select, textarea)`)?.focus());

  const put = (index: number, key: string, next: JsonValue | undefined) =>
    onChange(rows.map((row, i) => {
      if (i !== index) return row;
      const { [key]: _old, ...rest } = row;
      return next === undefined ? rest : { ...rest, [key]: next };
    }));
  const move = (index: number, by: number) => {
    const next = [...rows];
    const [row] = next.splice(index, 1);
    if (row) next.splice(index + by, 0, row);
    onChange(next);
  };
  const remove = (index: number) => {
    onChange(rows.filter((_, i) => i !== index));
    undo(w("rowRemoved", { n: index + 1 }), rows);
  };
  const add = () => {
    onChange([...rows, {}]);
    focusRow(rows.length);
  };
  const take = (taken: TableRow[], replace: boolean) => {
    setPasting(undefined);
    const kept = replace ? [] : rows.filter((row) => Object.keys(row).length > 0);
    onChange([...kept, ...taken]);
    undo(w("pasted", { n: taken.length }), rows);
    focusRow(kept.length);
  };
  const close = () => {
    setPasting(undefined);
    requestAnimationFrame(() => sheet.current?.focus());
  };
  const pasted = (event: ClipboardEvent<HTMLDivElement>) => {
    const text = event.clipboardData.getData("text/plain");
    // What is pasted into the dialog bubbles up to here too, and is the dialog’s own.
    if (disabled || !isSheet(text) || !place.current?.contains(event.target as Node)) return;
    event.preventDefault();
    const read = rows.length === 0 ? paste(text, field.columns, 0) : undefined;
    if (read && isPlain(read, field.columns)) {
      take(read.rows, false);
      return;
    }
    const column = (event.target as HTMLElement).closest<HTMLElement>("[data-column]")?.dataset.column;
    setPasting({ text, from: Math.max(0, field.columns.findIndex((one) => keyOf(one) === column)) });
  };

  const shown: RowsProps = { input: props, rows, totals: totalsOf(field.columns, value), Cell, put, move, remove };
  return (
    <div className="rows" id={id} role="group" aria-label={label} aria-describedby={props.describedBy} ref={place} onPaste={pasted}>
      {rows.length === 0 ? <NoRows label={label} pastes={wide && !disabled} /> : wide ? <RowGrid {...shown} add={add} /> : <Cards {...shown} />}
      {!disabled && (
        <div className="row">
          <Button icon={<PlusOutlined />} aria-label={`${w("addRow")}：${label}`} onClick={add}>{w("addRow")}</Button>
          <Button ref={sheet} type="text" icon={<FileExcelOutlined />} aria-label={`${w("fromSheet")}：${label}`} onClick={() => setPasting({ text: "", from: 0 })}>{w("fromSheet")}</Button>
        </div>
      )}
      {pasting && (
        <Suspense><PasteDialog label={say(field.zh, field.en)} columns={field.columns} start={pasting} before={rows.length} onTake={take} onClose={close} /></Suspense>
      )}
    </div>
  );
}
