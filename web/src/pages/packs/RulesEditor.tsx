// The rules of a draft: by domain, each opened in place, with what it was and why it is changed.

import { Button, Checkbox, Input, Select } from "antd";
import { memo, useDeferredValue, useEffect, useState } from "react";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { EmptyState } from "../../ui/EmptyState";
import { LongText } from "../../ui/LongText";
import { Evidence } from "./Evidence";
import { anchorOf, gradeOf, inForce, same, withValue, type Pack, type Rule, type Value } from "./model";
import { sayCode, sayDomain, sayValue, type Words } from "./say";
import type { Keeper } from "./useKeeper";
import { ValueEditor } from "./ValueEditor";
import { words } from "./words";

type Change = Keeper["change"];
type LineProps = { level: string | undefined; practice: boolean; rule: Rule; base: Rule | undefined; said: Words; open: boolean; editable: boolean; onOpen: (id: string, open: boolean) => void; change: Change };

/** The units one may choose between: days and working days, and seconds in a practice pack. */
function unitsOf(unit: string, practice: boolean): string[] {
  if (unit !== "wd" && unit !== "d" && unit !== "s" && !(practice && unit === "m")) return [];
  return practice ? [...new Set([unit, "wd", "d", "s"])] : ["wd", "d"];
}

export function differs(level: string | undefined, rule: Rule, base: Rule | undefined): boolean {
  if (!base) return true;
  const now = inForce({ level }, rule);
  const was = inForce({ level }, base);
  return !same(now.value, was.value) || (rule.unit ?? "") !== (base.unit ?? "") || !same(rule.params, base.params) || !same(rule.jbgs_override, base.jbgs_override);
}

function Editor({ level, practice, rule, base, said, onOpen, change }: LineProps) {
  const w = useWords(words);
  const { say, language } = useSpeak();
  const name = say(rule.zh, rule.en);
  const id = `edit-${rule.id}`;
  const put = (part: Partial<Rule>) => change(rule.id, (pack) => ({ ...pack, rules: pack.rules.map((one) => (one.id === rule.id ? withValue(one, part) : one)) }));
  const restore = () => base && change(`${rule.id} restore`, (pack) => ({ ...pack, rules: pack.rules.map((one) => (one.id === rule.id ? base : one)) }));
  const units = unitsOf(base?.unit ?? rule.unit ?? "", practice);
  const changed = differs(level, rule, base);
  return (
    <div className="pack-rule-editor">
      <div className="row">
        <ValueEditor id={id} label={name} value={inForce({ level }, rule).value} unit={units.length > 0 ? "" : rule.unit ?? ""} said={said} onChange={(value) => put({ value })} />
        {units.length > 0 && <Select aria-label={`${w("unit")}：${name}`} value={rule.unit} style={{ width: 120 }} options={units.map((unit) => ({ value: unit, label: sayCode(unit, said, language) }))} onChange={(unit: string) => put({ unit, value: inForce({ level }, rule).value })} />}
      </div>
      {rule.jbgs_override !== undefined && rule.jbgs_override !== null && rule.jbgs_override !== "none" && (
        <div><span className="small muted">{w("jbgs")}</span><ValueEditor id={`${id}-jbgs`} label={`${name}（${w("jbgs")}）`} value={rule.jbgs_override} unit={rule.unit ?? ""} said={said} onChange={(value) => put({ jbgs_override: value })} /></div>
      )}
      {rule.params && <div><span className="small muted">{w("params")}</span><ValueEditor id={`${id}-params`} label={`${name}（${w("params")}）`} value={rule.params} unit="" said={said} onChange={(value) => put({ params: value as { [key: string]: Value } })} /></div>}
      {base && changed && <p className="small muted pre">{w("was")}：{sayValue(inForce({ level }, base).value, base.unit ?? "", said, language)}</p>}
      {changed && (
        <label className="pack-label">{w("why")}
          <LongText rows={2} value={rule.note ?? ""} max={500} aria-label={`${w("why")}：${name}`} onChange={(note) => put({ note })} />
          <span className="small muted">{w("whyHint")}</span>
        </label>
      )}
      <div className="row">
        <Button size="small" onClick={() => onOpen(rule.id, false)} aria-label={`${w("done")}：${name}`}>{w("done")}</Button>
        {base && changed && <Button size="small" onClick={restore} aria-label={`${w("restore")}：${name}`}>{w("restore")}</Button>}
      </div>
    </div>
  );
}

const Line = memo(function Line(props: LineProps) {
  const { level, rule, base, said, open, editable, onOpen } = props;
  const w = useWords(words);
  const { say, language } = useSpeak();
  const { value, evidence } = inForce({ level }, rule);
  const changed = differs(level, rule, base);
  return (
    <li className="pack-rule" id={anchorOf(`rules/${rule.id}`)} data-rule={rule.id} data-changed={changed || undefined} tabIndex={-1}>
      <div className="pack-rule-head">
        <strong>{say(rule.zh, rule.en)}</strong>
        {!open && <span className="pre">{sayValue(value, rule.unit ?? "", said, language)}</span>}
        <span className="row">
          {changed && <span className="pack-badge" data-how="changed">{w("changed")}</span>}
          <Evidence grade={changed ? "default" : gradeOf(evidence)} />
          {editable && !open && <Button size="small" onClick={() => onOpen(rule.id, true)} aria-label={`${w("edit")}：${say(rule.zh, rule.en)}`}>{w("edit")}</Button>}
        </span>
      </div>
      {open && editable && <Editor {...props} />}
      {!open && changed && rule.note && <p className="small muted">{w("reasonIs", { why: rule.note })}</p>}
    </li>
  );
});

type Props = { pack: Pack; base: Pack; said: Words; editable: boolean; at: string; change: Change };

export function RulesEditor({ pack, base, said, editable, at, change }: Props) {
  const w = useWords(words);
  const { language } = useSpeak();
  const [search, setSearch] = useState("");
  const [only, setOnly] = useState(false);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [onOpen] = useState(() => (id: string, open: boolean) => setOpened((before) => {
    const next = new Set(before);
    if (open) next.add(id);
    else next.delete(id);
    return next;
  }));
  useEffect(() => {
    const id = at.startsWith("rules/") ? at.slice("rules/".length) : "";
    if (!id) return;
    setSearch("");
    setOnly(false);
    onOpen(id, true);
  }, [at, onOpen]);
  const was = new Map(base.rules.map((rule) => [rule.id, rule]));
  const wanted = useDeferredValue(search).trim().toLowerCase();
  const changed = pack.rules.filter((rule) => differs(pack.level, rule, was.get(rule.id)));
  const shown = (only ? changed : pack.rules).filter((rule) => !wanted || `${rule.zh} ${rule.en} ${rule.id}`.toLowerCase().includes(wanted));
  const domains = [...new Set(shown.map((rule) => rule.domain))];
  return (
    <div className="stack">
      <div className="row">
        <Input.Search allowClear aria-label={w("search")} placeholder={w("search")} value={search} onChange={(event) => setSearch(event.target.value)} style={{ maxWidth: 340 }} />
        <Checkbox checked={only} onChange={(event) => setOnly(event.target.checked)}>{w("onlyChanged")}</Checkbox>
        <span className="muted small" role="status">{w("changedCount", { n: changed.length })}</span>
      </div>
      {shown.length === 0 && <EmptyState title={w("nothingFound")} hint={w("nothingFoundHint")} />}
      {domains.map((domain) => (
        <section key={domain} className="item" aria-label={sayDomain(domain, language)}>
          <h2>{sayDomain(domain, language)}</h2>
          <ul className="plain">
            {shown.filter((rule) => rule.domain === domain).map((rule) => (
              <Line key={rule.id} level={pack.level} practice={pack.practice} rule={rule} base={was.get(rule.id)} said={said} open={opened.has(rule.id)} editable={editable} onOpen={onOpen} change={change} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
