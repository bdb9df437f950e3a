// The rows of the pool: a table where there is room, cards where there is not.

import { Link } from "react-router";
import type { Expert } from "../../gen/yanlu/review/v1/expert_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Time } from "../../ui/Time";
import { useWide } from "../../ui/useWide";
import { useFieldNames } from "./data";
import { useQualities } from "./QualityCard";
import { words, type Word } from "./words";

export function Standing({ expert }: { expert: Expert }) {
  const w = useWords(words);
  return (
    <span className="row expert-tags">
      <span className="expert-tag" data-expert-status={expert.status}>{w(expert.status as Word)}</span>
      {expert.stale && <span className="expert-tag" data-expert-status="stale">{w("stale")}</span>}
      {expert.awayToday && <span className="expert-tag">{w("awayToday")}</span>}
    </span>
  );
}

export function useKinds(): (kinds: readonly string[]) => string {
  const w = useWords(words);
  const { language } = useSpeak();
  return (kinds) => kinds.map((kind) => w(kind as Word)).join(language === "zh" ? "、" : ", ");
}

export function Rows({ rows, pool }: { rows: Expert[]; pool: boolean }) {
  const w = useWords(words);
  const wide = useWide();
  const kinds = useKinds();
  const name = useFieldNames();
  const fields = (expert: Expert) => expert.file?.disciplines.map(name).join(" · ");
  const qualities = useQualities();
  const onTime = ({ person }: Expert) => (qualities?.get(person)?.onTime ? `${qualities.get(person)?.onTime}%` : "—");
  const load = (expert: Expert) => `${expert.load} / ${expert.file?.maxLoad ?? 0}`;
  if (!wide) {
    return (
      <ul className="plain card-list" aria-label={w("list")}>
        {rows.map((expert) => (
          <li key={expert.person} className="item" data-expert={expert.person}>
            <div className="between"><h2><Link to={`/experts/${expert.person}`}>{expert.name}</Link></h2><Standing expert={expert} /></div>
            <div className="item-meta"><span>{expert.title}</span><span>{expert.employerName}</span><span>{kinds(expert.file?.kinds ?? [])}</span><span>{fields(expert)}</span>{pool && <span>{w("load")} {load(expert)}</span>}{qualities && <span>{w("onTime")} {onTime(expert)}</span>}</div>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <div className="table-wrap">
      <table className="table" aria-label={w("list")}>
        <thead><tr>{(["name", "employer", "kind", "fields", ...(pool ? ["load"] : []), ...(qualities ? ["onTime"] : []), "status", "refreshed"] as Word[]).map((head) => <th key={head} scope="col" className={head === "load" || head === "onTime" ? "num" : undefined}>{w(head)}</th>)}</tr></thead>
        <tbody>
          {rows.map((expert) => (
            <tr key={expert.person} data-expert={expert.person}>
              <td><Link to={`/experts/${expert.person}`}>{expert.name}</Link><div className="muted small">{expert.title}</div></td>
              <td>{expert.employerName}</td><td>{kinds(expert.file?.kinds ?? [])}</td><td>{fields(expert)}</td>
              {pool && <td className="num">{load(expert)}</td>}{qualities && <td className="num">{onTime(expert)}</td>}
              <td><Standing expert={expert} /></td><td><Time at={expert.refreshedAt} day /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
