// Rubrics, forms and eligibility of a pack, to be read.

import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { anchorOf, type Criteria, type Field, type Pack, type PackForm, type Rubric } from "./model";
import { sayCode, type Words } from "./say";
import { words } from "./words";

export function RubricList({ rubrics, anchors }: { rubrics: Rubric[]; anchors: Pack["anchors"] }) {
  const w = useWords(words);
  const { say } = useSpeak();
  return (
    <>
      <div className="pack-grid">
        {rubrics.map((rubric) => (
          <section key={rubric.code} className="item" id={anchorOf(`rubrics/${rubric.code}`)}>
            <h3>{say(rubric.zh, rubric.en)}</h3>
            <p className="muted small">
              {rubric.lines ? w("lines", { a: rubric.lines.excellent, b: rubric.lines.pass, c: rubric.lines.shortfall }) : w("passLine", { n: rubric.pass ?? 0 })}
            </p>
            <ol className="plain pack-weights">
              {rubric.criteria.map((one) => <li key={one.code}><span>{say(one.zh, one.en)}{rubric.core?.includes(one.code) && <span className="muted small">{w("coreMark")}</span>}</span><span className="num">{w("points", { n: one.w })}</span></li>)}
            </ol>
          </section>
        ))}
      </div>
      {anchors.length > 0 && (
        <section className="item"><h3>{w("anchorsTitle")}</h3>
          <ul className="plain pack-weights">{anchors.map((one) => <li key={one.at}><span>{say(one.zh, one.en)}</span><span className="num">{one.at}%</span></li>)}</ul>
        </section>
      )}
    </>
  );
}

function FieldLine({ field, said }: { field: Field; said: Words }) {
  const w = useWords(words);
  const { say, language } = useSpeak();
  const parts = [sayCode(field.type, said, language), field.req && w("required"), field.range && w("isRange"), field.max && w("max", { n: field.max })].filter(Boolean);
  const inside = [...(field.options ?? []), ...(field.columns ?? [])].map((one) => say(one.zh, one.en));
  return (
    <li>
      <span>{say(field.zh, field.en)}{field.req && <span className="field-mark" aria-hidden>*</span>}</span>
      <span className="small muted">{parts.join(" · ")}{field.hint && ` · ${field.hint}`}{inside.length > 0 && `（${inside.join("、")}）`}</span>
    </li>
  );
}

export function FormList({ forms, said }: { forms: PackForm[]; said: Words }) {
  const { say } = useSpeak();
  return forms.map((form) => (
    <section key={form.code} className="item" id={anchorOf(`forms/${form.code}`)}>
      <h3>{say(form.zh, form.en)}</h3>
      {form.sections.map((section) => (
        <div key={section.code}>
          {form.sections.length > 1 && <h4>{say(section.zh, section.en)}</h4>}
          <ul className="plain pack-fields">{section.fields.map((field) => <FieldLine key={field.f} field={field} said={said} />)}</ul>
        </div>
      ))}
    </section>
  ));
}

export function EligibilityList({ list, pack, said }: { list: Criteria[]; pack: Pack; said: Words }) {
  const w = useWords(words);
  const { say, language } = useSpeak();
  const ruleOf = (id: string) => pack.rules.find((rule) => rule.id === id);
  return (
    <ol className="plain card-list">
      {list.map((one) => {
        const rule = ruleOf(one.rule);
        return (
          <li key={one.id} className="item" id={anchorOf(`eligibility/${one.id}`)}>
            <strong>{rule ? say(rule.zh, rule.en) : w("rule")}</strong>
            <p>{say(one.zh, one.en).replace("{value}", "…").replace("{limit}", "…")}</p>
            <p className="small muted">{w("checkedAt", { when: one.when.map((stage) => sayCode(stage, said, language)).join("、") })} · {w("unblock", { who: sayCode(one.unblock, said, language) })}</p>
          </li>
        );
      })}
    </ol>
  );
}
