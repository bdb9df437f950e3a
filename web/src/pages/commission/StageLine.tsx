// The way of a commission at a glance: what is behind, what is under way.

import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { useWords } from "../../i18n/words";
import { standings } from "./stage";
import { words } from "./words";

export function StageLine({ docket }: { docket: Docket }) {
  const w = useWords(words);
  return (
    <ol className="stage-line" aria-label={w("stages")}>
      {standings(docket).map(({ stage, standing }) => (
        <li key={stage} data-stage={stage} data-standing={standing} aria-current={standing === "now" ? "step" : undefined}>{w(stage)}<span className="sr-only">（{w(standing)}）</span></li>
      ))}
    </ol>
  );
}
