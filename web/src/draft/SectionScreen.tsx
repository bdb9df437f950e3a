// One part of the form on one screen, with what comes before and after it.

import { CheckOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import type { Mark } from "../gen/yanlu/application/v1/drafting_pb";
import type { FormField, FormSection } from "../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../i18n";
import { useWords } from "../i18n/words";
import { SaidTime } from "../ui/SaidTime";
import { DeskLink } from "./DeskLink";
import { placeOf } from "./place";
import type { SectionProgress } from "./progress";
import { words } from "./words";

type HeadProps = { one: SectionProgress; mark: Mark | undefined; onMark?: (done: boolean) => void; children: ReactNode };

/** A part with its heading and the mark that somebody finished it. */
export function Part({ one, mark, onMark, children }: HeadProps) {
  const w = useWords(words);
  const { say } = useSpeak();
  const { section, state, done, total } = one;
  return (
    <section id={`section-${section.code}`} className="item part-screen" data-part-open={section.code}>
      <div className="between part-head">
        <div>
          <h2 tabIndex={-1}>{say(section.zh, section.en)}</h2>
          <span className="muted small"><span className={`part-state part-${state}`}>{w(state)}</span> {total > 0 && w("required", { done, total })}{mark && <> · <SaidTime at={mark.at}>{(time) => w("marked", { who: mark.personName, time })}</SaidTime></>}</span>
        </div>
        {onMark && (
          <Button size="small" icon={mark ? <CheckOutlined /> : undefined} aria-pressed={!!mark} onClick={() => onMark(!mark)}>{w(mark ? "done" : "markDone")}</Button>
        )}
      </div>
      {children}
    </section>
  );
}

type TurnProps = { sections: FormSection[]; at: number; gap: FormField | undefined };

/** Turns to the parts beside this one; where the next asks for nothing more, also to the next required answer that is missing. */
export function Turns({ sections, at, gap }: TurnProps) {
  const w = useWords(words);
  const { say } = useSpeak();
  const [before, after] = [sections[at - 1], sections[at + 1]];
  const ahead = gap && sections.find((section) => section.fields.includes(gap));
  const skips = !!after && ahead !== after;
  return (
    <div className="between turns">
      {before ? <DeskLink plain to={placeOf({ part: before.code })}>{w("previous", { name: say(before.zh, before.en) })}</DeskLink> : <span />}
      <span className="muted small">{w("section", { n: at + 1, of: sections.length })}</span>
      <span className="row">
        {after && <DeskLink plain={skips} to={placeOf({ part: after.code })}>{w("next", { name: say(after.zh, after.en) })}</DeskLink>}
        {skips && gap && <DeskLink to={placeOf({ part: ahead?.code, field: gap.path })}>{w("nextGap", { field: say(gap.zh, gap.en) })}</DeskLink>}
        {(!gap || !after) && <DeskLink plain={!!gap} to={placeOf({ view: "send" })}>{w("toCheck")}</DeskLink>}
      </span>
    </div>
  );
}
