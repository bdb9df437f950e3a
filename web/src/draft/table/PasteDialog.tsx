// What is about to be pasted: how the columns are matched, what cannot be read, and the rows as they will stand.

import { Alert, Button, Input, Modal } from "antd";
import { useMemo, useState } from "react";
import type { FormField } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { keyOf, showValue } from "../field";
import { paste, type Pasted, type TableRow } from "../sheet";
import { useGiveBack } from "../../ui/useGiveBack";
import { words } from "../words";

const SHOWN = 8;

function Troubles({ pasted }: { pasted: Pasted }) {
  const w = useWords(words);
  const { say } = useSpeak();
  if (pasted.troubles.length === 0) return null;
  return (
    <Alert
      type="warning" showIcon title={w("pasteTroubles", { n: pasted.troubles.length })}
      description={(
        <ul className="plain">
          {pasted.troubles.slice(0, SHOWN).map((one, i) => {
            const column = pasted.columns[one.column];
            return <li key={i} data-trouble={one.why}>{w("pasteTrouble", { row: one.row + 1, column: column ? say(column.zh, column.en) : "", text: one.text, why: w(`why_${one.why}`) })}</li>;
          })}
          {pasted.troubles.length > SHOWN && <li>…</li>}
        </ul>
      )}
    />
  );
}

function Shown({ pasted }: { pasted: Pasted }) {
  const w = useWords(words);
  const { say, language } = useSpeak();
  const wrong = new Set(pasted.troubles.map((one) => `${one.row}.${one.column}`));
  return (
    <div className="grid-wrap">
      <table className="grid">
        <thead><tr>{pasted.columns.map((column, i) => <th key={i} scope="col">{column ? say(column.zh, column.en) : <span className="muted">{w("ignored")}</span>}</th>)}</tr></thead>
        <tbody>
          {pasted.rows.slice(0, SHOWN).map((row, r) => (
            <tr key={r}>
              {pasted.columns.map((column, c) => {
                const bad = wrong.has(`${r}.${c}`);
                return <td key={c} className={bad ? "grid-bad" : undefined}>{bad || !column ? <s>{pasted.texts[r]?.[c]}</s> : showValue(column, row[keyOf(column)], language)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {pasted.rows.length > SHOWN && <p className="muted small">… {w("rows", { n: pasted.rows.length })}</p>}
    </div>
  );
}

type Props = {
  label: string; columns: FormField[]; start: { text: string; from: number }; before: number;
  onTake: (rows: TableRow[], replace: boolean) => void; onClose: () => void;
};

export function PasteDialog({ label, columns, start, before, onTake, onClose }: Props) {
  useGiveBack();
  const w = useWords(words);
  const [text, setText] = useState(start.text);
  const pasted = useMemo(() => paste(text, columns, start.from), [text, columns, start.from]);
  const n = pasted.rows.length;
  return (
    <Modal
      open title={w("pasteTitle", { label })} width={860} onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>{w("cancel")}</Button>,
        before > 0 && <Button key="replace" disabled={n === 0} onClick={() => onTake(pasted.rows, true)}>{w("replaceRows", { n: before })}</Button>,
        <Button key="append" type="primary" disabled={n === 0} onClick={() => onTake(pasted.rows, false)}>{w("append", { n })}</Button>,
      ]}
    >
      <div className="stack">
        <p className="muted">{w("pasteHint")}</p>
        <Input.TextArea rows={4} value={text} autoFocus aria-label={w("pasteHere")} spellCheck={false} onChange={(e) => setText(e.target.value)} />
        {n > 0 && <div className="small muted" role="status">{w(pasted.byHeading ? "byHeading" : "byOrder")} · {w("rows", { n })}</div>}
        <Troubles pasted={pasted} />
        {n > 0 && <Shown pasted={pasted} />}
      </div>
    </Modal>
  );
}
