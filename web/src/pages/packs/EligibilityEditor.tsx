// Who may apply: the sentences people are told, when it is checked, and the condition itself.

import { Checkbox, Input } from "antd";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { LongText } from "../../ui/LongText";
import { anchorOf, type Criteria, type Pack } from "./model";
import { EligibilityList } from "./Parts";
import { sayCode, type Words } from "./say";
import type { Keeper } from "./useKeeper";
import { words } from "./words";

const STAGES = ["create", "submit", "award", "sign"];

function Condition({ one, pack, said, change }: { one: Criteria; pack: Pack; said: Words; change: Keeper["change"] }) {
  const w = useWords(words);
  const { say, language } = useSpeak();
  const rule = pack.rules.find((x) => x.id === one.rule);
  const name = rule ? say(rule.zh, rule.en) : w("rule");
  const put = (part: Partial<Criteria>) => change(`eligibility/${one.id}`, (before) => ({ ...before, eligibility: before.eligibility.map((x) => (x.id === one.id ? { ...x, ...part } : x)) }));
  return (
    <li className="item stack" id={anchorOf(`eligibility/${one.id}`)} tabIndex={-1}>
      <strong>{name}</strong>
      <label className="pack-label">{w("refusal")}<LongText rows={2} value={one.zh} aria-label={`${w("refusal")}：${name}`} onChange={(zh) => put({ zh })} /></label>
      <label className="pack-label">{w("refusalEn")}<LongText rows={2} value={one.en} aria-label={`${w("refusalEn")}：${name}`} onChange={(en) => put({ en })} /></label>
      <p className="small muted">{w("holes")}</p>
      <fieldset className="pack-inner"><legend>{w("stages")}</legend>
        <Checkbox.Group aria-label={`${w("stages")}：${name}`} value={one.when} options={STAGES.map((stage) => ({ value: stage, label: sayCode(stage, said, language) }))} onChange={(next) => put({ when: STAGES.filter((stage) => next.includes(stage)) })} />
      </fieldset>
      <details><summary>{w("condition")}</summary>
        <p className="small muted">{w("conditionHint")}</p>
        <Input.TextArea className="mono" rows={3} aria-label={`${w("condition")}：${name}`} value={one.cel} onChange={(event) => put({ cel: event.target.value })} />
      </details>
    </li>
  );
}

export function EligibilityEditor({ pack, said, editable, change }: { pack: Pack; said: Words; editable: boolean; change: Keeper["change"] }) {
  if (!editable) return <EligibilityList list={pack.eligibility} pack={pack} said={said} />;
  return <ul className="plain card-list">{pack.eligibility.map((one) => <Condition key={one.id} one={one} pack={pack} said={said} change={change} />)}</ul>;
}
