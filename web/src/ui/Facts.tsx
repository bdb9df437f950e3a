// Facts by section, as far as the server shows them to the reader.

import { useSpeak } from "../i18n";
import { sayFact, type Fact, type Names } from "../words/fact";
import { labelOf } from "../words/labels";

type Section = { [name: string]: Fact };

type Row = { name: string; label: string; text: string };

// What people look for first; what is not named follows.
const FIRST = [
  "pi", "host_org", "co_applicants", "recommender_org", "demander_org", "agency_org",
  "receipt", "submitted_at", "topic", "requested_fen", "own_fen", "months", "targets",
  "number", "signed_at", "amount_fen", "decided_at", "meeting", "minutes", "level_zh", "opens_at", "closes_at", "starts", "ends",
];

const rank = (name: string): number => {
  const at = FIRST.indexOf(name);
  return at < 0 ? FIRST.length : at;
};

function rowsOf(facts: Section, names: Names, language: "zh" | "en", within: string, skip?: ReadonlySet<string>): Row[] {
  return Object.entries(facts)
    .filter(([name]) => !skip?.has(name))
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([name, value]) => ({ name, label: labelOf(name, within)[language], text: sayFact(name, value, names, language, within) }))
    .filter((row) => row.text);
}

export function FactList({ facts, names = {}, within = "", skip }: { facts: Section; names?: Names; within?: string; skip?: ReadonlySet<string> }) {
  const { language } = useSpeak();
  const rows = rowsOf(facts, names, language, within, skip);
  if (rows.length === 0) return null;
  return (
    <dl>
      {rows.map((row) => (
        <div key={row.name} style={{ display: "contents" }}><dt>{row.label}</dt><dd className="pre" data-fact={row.name}>{row.text}</dd></div>
      ))}
    </dl>
  );
}

const SHOWN_IN_HEAD = new Set(["title", "code", "parent", "level", "pack_hash", "remind_at", "reminders", "notice_rule", "template", "content_hash", "draft_version", "snapshot", "rounds", "method_rule"]);
const ORDER = ["parties", "terms", "window", "consultation", "commission", "screening", "intake", "review", "hearing", "decision", "notice", "agreement", "funding", "run", "closure", "appeal", "ending"];

const place = (section: string): number => {
  const at = ORDER.indexOf(section);
  return at < 0 ? ORDER.length : at;
};

export function Facts({ facts, names }: { facts: Record<string, Fact> | undefined; names: Names }) {
  const { language } = useSpeak();
  const sections = Object.entries(facts ?? {})
    .filter((entry): entry is [string, Section] => entry[1] !== null && typeof entry[1] === "object" && !Array.isArray(entry[1]))
    .filter(([name, section]) => rowsOf(section, names, language, name, SHOWN_IN_HEAD).length > 0)
    .sort(([a], [b]) => place(a) - place(b));
  return (
    <div className="facts">
      {sections.map(([name, section]) => (
        <section key={name}>
          <h3>{labelOf(name)[language]}</h3>
          <FactList facts={section} names={names} within={name} skip={SHOWN_IN_HEAD} />
        </section>
      ))}
    </div>
  );
}
