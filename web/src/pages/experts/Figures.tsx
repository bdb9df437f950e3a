// What an expert or the pool was asked for and did, as figures.

import type { ExpertUse } from "../../gen/yanlu/review/v1/expert_pb";
import { useWords } from "../../i18n/words";
import { words, type Word } from "./words";

const COUNTS = ["invited", "accepted", "scored", "late", "recused", "lapsed", "open"] as const;

export function Figures({ use }: { use: ExpertUse }) {
  const w = useWords(words);
  const declined = Object.entries(use.declined);
  return (
    <dl className="expert-figures">
      {COUNTS.map((name) => <div key={name} data-figure={name}><dt>{w(name)}</dt><dd>{use[name]}</dd></div>)}
      {declined.map(([reason, n]) => <div key={reason}><dt>{w(`declined_${reason}` as Word)}</dt><dd>{n}</dd></div>)}
      {use.averageDays && <div><dt>{w("days")}</dt><dd>{use.averageDays}</dd></div>}
    </dl>
  );
}
