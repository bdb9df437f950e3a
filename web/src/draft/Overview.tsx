// The whole form at a glance: each part with its state, and the way to the first gap.

import { Link } from "react-router";
import type { Mark } from "../gen/yanlu/application/v1/drafting_pb";
import type { FormField } from "../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../i18n";
import { useWords } from "../i18n/words";
import { Progress } from "../ui/Progress";
import { SaidTime } from "../ui/SaidTime";
import { DeskLink } from "./DeskLink";
import { placeOf } from "./place";
import type { SectionProgress } from "./progress";
import { SectionSign } from "./SectionNav";
import { words } from "./words";

type Props = { progress: SectionProgress[]; marks: Mark[]; gap: FormField | undefined; gapPart: string | undefined };

function Part({ one, mark }: { one: SectionProgress; mark: Mark | undefined }) {
  const w = useWords(words);
  const { say } = useSpeak();
  const { section, state, done, total, faults } = one;
  return (
    <li className="item part" data-section={section.code} data-state={state}>
      <Link to={placeOf({ part: section.code })} className="part-link">
        <span className="row"><SectionSign state={state} marked={!!mark} /><strong>{say(section.zh, section.en)}</strong></span>
        <span className={`part-state part-${state}`}>{w(state)}</span>
      </Link>
      <div className="item-meta">
        <span>{total > 0 ? w("required", { done, total }) : w("noRequired")}</span>
        {faults > 0 && <span className="due-over">{w("faults", { n: faults })}</span>}
        {mark && <span><SaidTime at={mark.at}>{(time) => w("marked", { who: mark.personName, time })}</SaidTime></span>}
      </div>
    </li>
  );
}

export function Overview({ progress, marks, gap, gapPart }: Props) {
  const w = useWords(words);
  const { say } = useSpeak();
  const done = progress.reduce((sum, one) => sum + one.done, 0);
  const total = progress.reduce((sum, one) => sum + one.total, 0);
  return (
    <div className="stack" data-overview>
      <div className="item overview-head">
        <div className="overview-progress">
          <strong>{w("progress", { done, total })}</strong>
          <Progress percent={total > 0 ? Math.floor((done / total) * 100) : 100} label={w("progress", { done, total })} />
        </div>
        {gap
          ? <DeskLink to={placeOf({ part: gapPart, field: gap.path })}>{w("gap", { field: say(gap.zh, gap.en) })}</DeskLink>
          : <DeskLink to={placeOf({ view: "send" })}>{w("toCheck")}</DeskLink>}
      </div>
      <ol className="plain parts">{progress.map((one) => <Part key={one.section.code} one={one} mark={marks.find((mark) => mark.section === one.section.code)} />)}</ol>
    </div>
  );
}
