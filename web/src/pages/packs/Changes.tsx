// What differs between two packs, rule by rule and field by field, with the reason where one was written.

import { Link } from "react-router";
import type { PackChange } from "../../gen/yanlu/programme/v1/pack_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { EmptyState } from "../../ui/EmptyState";
import { Loading } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { useChanges } from "./data";
import { tabOf, type Pack } from "./model";
import { words } from "./words";

type Props = { before: string; after: string; revision?: string; pack?: Pack; linked?: boolean };

const KINDS = ["head", "rule", "form", "rubric", "eligibility"] as const;

function Change({ change, reason, linked }: { change: PackChange; reason: string | undefined; linked: boolean }) {
  const w = useWords(words);
  const { say } = useSpeak();
  const how = `change_${change.change}` as keyof typeof words;
  return (
    <li className="item" data-change={change.path} data-how={change.change}>
      <div className="between">
        <strong>{say(change.zh, change.en)}</strong>
        <span className="row">
          <span className="pack-badge" data-how={change.change}>{how in words ? w(how) : ""}</span>
          {linked && change.change !== "removed" && <Link to={`?tab=${tabOf(change.path)}&at=${encodeURIComponent(change.path)}`} aria-label={`${w("goTo")}：${say(change.zh, change.en)}`}>{w("goTo")}</Link>}
        </span>
      </div>
      <div className="pack-sides">
        {change.before && <div><span className="small muted">{w("before")}</span><div className="pre pack-before">{say(change.before, change.beforeEn)}</div></div>}
        {change.after && <div><span className="small muted">{w("after")}</span><div className="pre pack-after">{say(change.after, change.afterEn)}</div></div>}
      </div>
      {reason && <p className="small">{w("reasonIs", { why: reason })}</p>}
    </li>
  );
}

export function Changes({ before, after, revision = "", pack, linked = false }: Props) {
  const w = useWords(words);
  const answer = useChanges(before, after, revision);
  if (answer.error) return <ProblemAlert error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <Loading />;
  if (answer.data.length === 0) return <EmptyState title={w("noChanges")} hint={linked ? w("noChangesHint") : undefined} />;
  const reasonOf = (path: string) => pack?.rules.find((rule) => `rules/${rule.id}` === path)?.note;
  return (
    <div className="stack" data-changes={answer.data.length}>
      {KINDS.map((kind) => {
        const mine = answer.data.filter((change) => change.kind === kind);
        if (mine.length === 0) return null;
        return (
          <section key={kind}>
            <h3 className="pack-kind">{w(`kind_${kind}`)}（{mine.length}）</h3>
            <ul className="plain card-list">{mine.map((change, i) => <Change key={`${change.path} ${i}`} change={change} reason={reasonOf(change.path)} linked={linked} />)}</ul>
          </section>
        );
      })}
    </div>
  );
}
