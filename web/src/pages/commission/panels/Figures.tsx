// What a plan is worth, how its worst-off application fares, and what is proved of it, in plain words.

import type { GetPlanResponse, PlanFigures, PlanVersion } from "../../../gen/yanlu/review/v1/commission_pb";
import { useSpeak } from "../../../i18n";
import { useWords } from "../../../i18n/words";
import { Note } from "../../../ui/Note";
import { hundredths, matches } from "./edit";
import { words } from "./words";

const signed = (value: bigint): string => (value >= 0n ? `+${matches(value)}` : matches(value));

function Proof({ plan }: { plan: GetPlanResponse }) {
  const w = useWords(words);
  const figures = plan.figures;
  if (!figures) return null;
  const [head, hint] = plan.method === "draw" ? [w("lots"), w("lotsHint")]
    : figures.bound === 0n ? [w("handmade"), w("handmadeHint")]
    : figures.gap <= 0n ? [w("proved"), w("provedHint", { bound: matches(figures.bound) })]
    : [w("gap", { gap: matches(figures.gap) }), `${w("gapHint", { bound: matches(figures.bound), gap: matches(figures.gap) })}${figures.proved ? w("fairGap") : ""}`];
  return <div data-proof><dt>{w("proof")}</dt><dd>{head}<small>{hint}</small></dd></div>;
}

/** How much of a hundred is lost, in tenths, rounded up: nothing that was lost is said to be nothing. */
function lossOf(before: bigint, now: bigint): string {
  const tenths = before > now && before > 0n ? ((before - now) * 1000n + before - 1n) / before : 0n;
  return `${tenths / 10n}.${tenths % 10n}`;
}

/** What raising the worst-off cost and gained, in one sentence; nothing where it was not asked for. */
function Fairness({ figures }: { figures: PlanFigures }) {
  const w = useWords(words);
  const { totalBefore, worstBefore, worstAfter, total } = figures;
  if (totalBefore === 0n) return null;
  const facts = { from: matches(worstBefore), to: matches(worstAfter), before: matches(totalBefore), loss: lossOf(totalBefore, total) };
  return <div data-fairness><dt>{w("fair")}</dt><dd>{worstAfter > worstBefore ? `${facts.from} → ${facts.to}` : w("fairNone")}<small>{w(worstAfter > worstBefore ? "fairHint" : "fairNoneHint", facts)}</small></dd></div>;
}

export function Figures({ plan, before }: { plan: GetPlanResponse; before?: PlanVersion }) {
  const w = useWords(words);
  const figures = plan.figures;
  if (!figures) return null;
  const worst = plan.panels.find((panel) => panel.application === figures.worst);
  const mean = figures.members > 0 ? figures.total / BigInt(figures.members) : 0n;
  const old = before?.figures;
  const faults = plan.faults.length + plan.panels.reduce((sum, panel) => sum + panel.faults.length, 0);
  return (
    <div className="stack">
      <dl className="tiles">
        <div><dt>{w("total")}</dt><dd>{matches(figures.total)}<small>{w("totalOf", { members: figures.members, mean: hundredths(mean) })}</small>{old && <small>{w("against", { version: before.version, shift: signed(figures.total - old.total) })}</small>}</dd></div>
        <div><dt>{w("worst")}</dt><dd>{matches(figures.worstExpertise)}{worst && <span className="small muted"> / {worst.size}</span>}<small>{worst?.title}</small>{old && <small>{w("worstAgainst", { version: before.version, shift: signed(figures.worstExpertise - old.worstExpertise) })}</small>}</dd></div>
        <Proof plan={plan} />
        <Fairness figures={figures} />
        <div><dt>{w("experts")}</dt><dd>{figures.expertsUsed}<small>{w("expertsOf", { experts: figures.experts, exclusions: figures.exclusions })}</small></dd></div>
      </dl>
      <Unmet plan={plan} faults={faults} />
    </div>
  );
}

function Unmet({ plan, faults }: { plan: GetPlanResponse; faults: number }) {
  const w = useWords(words);
  const { say } = useSpeak();
  if (faults === 0) return <Note type="success" title={w("lawful")} />;
  return <Note type="warning" title={w("unlawful", { count: faults })} description={plan.faults.length > 0 && <ul>{plan.faults.map((fault, i) => <li key={i}>{say(fault.zh, fault.en)}</li>)}</ul>} />;
}
