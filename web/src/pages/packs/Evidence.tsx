// How well a rule’s value is sourced: a word with what it means.

import { useWords } from "../../i18n/words";
import type { Grade } from "./model";
import { words } from "./words";

export function Evidence({ grade }: { grade: Grade }) {
  const w = useWords(words);
  return <span className="pack-badge" data-grade={grade} title={w(`${grade}Help`)}>{w(grade)}</span>;
}

export function EvidenceKinds() {
  const w = useWords(words);
  return (
    <details className="no-print">
      <summary>{w("evidenceKinds")}</summary>
      <dl className="pack-kinds">
        {(["sourced", "unverified", "default"] as const).map((grade) => (
          <div key={grade}><dt><Evidence grade={grade} /></dt><dd>{w(`${grade}Help`)}</dd></div>
        ))}
      </dl>
    </details>
  );
}
