// The scoring sheets of a draft: words, weights that add up to a hundred, lines.

import { Checkbox, Input } from "antd";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { anchorOf, type Pack, type Rubric } from "./model";
import { RubricList } from "./Parts";
import type { Keeper } from "./useKeeper";
import { words } from "./words";

const whole = (text: string): number => Number(text.replaceAll(/\D/g, "").slice(0, 3));

function PointsInput({ label, value, onChange }: { label: string; value: number; onChange: (value: number) => void }) {
  return <Input inputMode="numeric" aria-label={label} value={String(value)} style={{ width: 76 }} onChange={(event) => onChange(whole(event.target.value))} />;
}

function LineInputs({ rubric, put }: { rubric: Rubric; put: (part: Partial<Rubric>) => void }) {
  const w = useWords(words);
  const { say } = useSpeak();
  const { lines } = rubric;
  const name = say(rubric.zh, rubric.en);
  if (!lines) return <label className="row">{w("pass")}<PointsInput label={`${w("pass")}：${name}`} value={rubric.pass ?? 0} onChange={(pass) => put({ pass })} /></label>;
  const parts = [["excellent", w("excellent")], ["pass", w("passed")], ["shortfall", w("shortfall")]] as const;
  return parts.map(([key, label]) => (
    <label key={key} className="row">{label}<PointsInput label={`${label}：${name}`} value={lines[key]} onChange={(value) => put({ lines: { ...lines, [key]: value } })} /></label>
  ));
}

function RubricCard({ rubric, change }: { rubric: Rubric; change: Keeper["change"] }) {
  const w = useWords(words);
  const { say } = useSpeak();
  const put = (part: Partial<Rubric>) => change(`rubrics/${rubric.code}`, (pack) => ({ ...pack, rubrics: pack.rubrics.map((one) => (one.code === rubric.code ? { ...one, ...part } : one)) }));
  const core = rubric.core ?? [];
  const sum = rubric.criteria.reduce((total, one) => total + one.w, 0);
  return (
    <section className="item stack" id={anchorOf(`rubrics/${rubric.code}`)} data-rubric={rubric.code} tabIndex={-1}>
      <h2>{say(rubric.zh, rubric.en)}</h2>
      <div className="row"><LineInputs rubric={rubric} put={put} /></div>
      <ul className="plain pack-criteria">
        {rubric.criteria.map((one) => {
          const set = (part: Partial<typeof one>) => put({ criteria: rubric.criteria.map((x) => (x.code === one.code ? { ...x, ...part } : x)) });
          return (
            <li key={one.code} className="pack-criterion">
              <Input aria-label={`${w("zh")}：${one.zh}`} value={one.zh} onChange={(event) => set({ zh: event.target.value })} />
              <Input aria-label={`${w("en")}：${one.zh}`} value={one.en} onChange={(event) => set({ en: event.target.value })} />
              <PointsInput label={`${w("weight")}：${say(one.zh, one.en)}`} value={one.w} onChange={(weight) => set({ w: weight })} />
              {!rubric.lines && <Checkbox checked={core.includes(one.code)} onChange={(event) => put({ core: event.target.checked ? [...core, one.code] : core.filter((code) => code !== one.code) })}>{w("core")}</Checkbox>}
            </li>
          );
        })}
      </ul>
      <p role="status" className={sum === 100 ? "muted" : "field-defect"}>{sum === 100 ? w("sum", { n: sum }) : w("sumWrong", { n: sum })}</p>
    </section>
  );
}

export function RubricEditor({ pack, editable, change }: { pack: Pack; editable: boolean; change: Keeper["change"] }) {
  if (!editable) return <RubricList rubrics={pack.rubrics} anchors={pack.anchors} />;
  return <div className="stack">{pack.rubrics.map((rubric) => <RubricCard key={rubric.code} rubric={rubric} change={change} />)}</div>;
}
