// The rules of a pack by domain, as sentences with their values.

import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Evidence } from "./Evidence";
import { anchorOf, gradeOf, inForce, type Pack, type Rule } from "./model";
import { sayCode, sayDomain, sayValue, type Words } from "./say";
import { words } from "./words";

/** What a rule rests on; a document’s number is printed by the server’s rules only, so here titles alone. */
function sourcesOf(pack: Pack, rule: Rule): string[] {
  return (rule.source ?? []).map((ref) => pack.sources.find((source) => source.id === ref.split(" ")[0])?.title).filter((title) => title !== undefined);
}

function Line({ pack, rule, said }: { pack: Pack; rule: Rule; said: Words }) {
  const w = useWords(words);
  const { say, language } = useSpeak();
  const { value, evidence } = inForce(pack, rule);
  const grade = gradeOf(evidence);
  const sources = grade === "sourced" && rule.district_default === undefined ? sourcesOf(pack, rule) : [];
  const lifted = rule.jbgs_override !== undefined && rule.jbgs_override !== null;
  return (
    <tr data-rule={rule.id} data-evidence={grade} id={anchorOf(`rules/${rule.id}`)}>
      <th scope="row">{say(rule.zh, rule.en)}</th>
      <td className="pre">
        {rule.op && `${sayCode(rule.op, said, language)} `}{sayValue(value, rule.unit ?? "", said, language)}
        {lifted && <div className="small muted">{w("jbgs")}：{sayValue(rule.jbgs_override, rule.unit ?? "", said, language)}</div>}
        {rule.note && language === "zh" && <div className="small muted">{rule.note}</div>}
      </td>
      <td><Evidence grade={grade} />{sources.map((title) => <div key={title} className="small muted">{title}</div>)}</td>
    </tr>
  );
}

export function RuleList({ pack, rules, said }: { pack: Pack; rules: Rule[]; said: Words }) {
  const w = useWords(words);
  const { language } = useSpeak();
  const domains = [...new Set(rules.map((rule) => rule.domain))];
  return domains.map((domain) => (
    <section key={domain} id={`domain-${domain}`} aria-label={sayDomain(domain, language)} className="pack-domain">
      <h3>{sayDomain(domain, language)}</h3>
      <div className="table-wrap">
        <table className="table pack-rules">
          <thead><tr><th>{w("rule")}</th><th>{w("value")}</th><th>{w("evidence")}</th></tr></thead>
          <tbody>{rules.filter((rule) => rule.domain === domain).map((rule) => <Line key={rule.id} pack={pack} rule={rule} said={said} />)}</tbody>
        </table>
      </div>
    </section>
  ));
}
