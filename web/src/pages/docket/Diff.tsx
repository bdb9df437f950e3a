// Differences as people see them: removed words struck through, added ones underlined.

import type { ReactNode } from "react";
import { useWords } from "../../i18n/words";
import { changedFirst, type DiffRow } from "./diffRows";
import { wordDiff } from "./wordDiff";
import { words } from "./words";

export function Marked({ before, after }: { before: string; after: string }) {
  const w = useWords(words);
  return (
    <span className="pre diff-text">
      {wordDiff(before, after).map((piece, i) => {
        if (piece.kind === "gone") return <del key={i} title={w("gone")}>{piece.text}</del>;
        if (piece.kind === "new") return <ins key={i} title={w("come")}>{piece.text}</ins>;
        return <span key={i}>{piece.text}</span>;
      })}
    </span>
  );
}

type Props = { rows: DiffRow[]; extra?: (row: DiffRow) => ReactNode };

function Row({ row, extra }: { row: DiffRow; extra?: Props["extra"] }) {
  return (
    <div className="diff-row" data-field={row.path} data-changed={row.changed || undefined}>
      <div className="between"><div><small className="muted">{row.section}</small> <strong>{row.label}</strong></div>{extra?.(row)}</div>
      {row.changed ? <Marked before={row.before} after={row.after} /> : <span className="pre">{row.after}</span>}
    </div>
  );
}

export function DiffRows({ rows, extra }: Props) {
  const w = useWords(words);
  const { changed, same } = changedFirst(rows);
  return (
    <div className="stack">
      {changed.length === 0 ? <p>{w("noDifference")}</p> : <p className="muted small">{w("changedCount", { count: changed.length })} · {w("legend")}</p>}
      {changed.map((row) => <Row key={row.path} row={row} extra={extra} />)}
      {same.length > 0 && <details><summary>{w("unchanged", { count: same.length })}</summary><div className="stack">{same.map((row) => <Row key={row.path} row={row} extra={extra} />)}</div></details>}
    </div>
  );
}
