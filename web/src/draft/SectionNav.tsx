// The parts of the form with how far each is: a rail where there is room, a choice on a telephone.

import { CheckCircleFilled, ExclamationCircleFilled } from "@ant-design/icons";
import { Link, useNavigate } from "react-router";
import { useSpeak } from "../i18n";
import { useWords } from "../i18n/words";
import { Select } from "../ui/Select";
import { useWide } from "../ui/useWide";
import { ALL, placeOf } from "./place";
import type { SectionProgress } from "./progress";
import { words } from "./words";

const OVERVIEW = "-";

type Props = { progress: SectionProgress[]; current: string | undefined; marked: ReadonlySet<string> };

export function SectionSign({ state, marked }: { state: SectionProgress["state"]; marked: boolean }) {
  if (state === "correct") return <ExclamationCircleFilled className="sign-correct" aria-hidden />;
  if (marked && state === "complete") return <CheckCircleFilled className="sign-done" aria-hidden />;
  return <span className={`sign sign-${state}`} aria-hidden />;
}

export function SectionNav({ progress, current, marked }: Props) {
  const w = useWords(words);
  const { say } = useSpeak();
  const go = useNavigate();
  const wide = useWide(992);
  const name = ({ section }: SectionProgress) => say(section.zh, section.en);
  if (!wide) {
    const options = [
      { value: OVERVIEW, label: w("overview") }, ...progress.map((one) => ({ value: one.section.code, label: `${name(one)} · ${w(one.state)}` })), { value: ALL, label: w("all") },
    ];
    return (
      <nav aria-label={w("sections")} className="section-pick">
        <Select className="whole-line" value={current ?? OVERVIEW} options={options} aria-label={w("jump")} onChange={(part) => void go(placeOf({ part: part === OVERVIEW ? undefined : part }))} />
      </nav>
    );
  }
  return (
    <nav aria-label={w("sections")}>
      <ol>
        <li><Link to={placeOf({})} aria-current={current ? undefined : "page"}>{w("overview")}</Link></li>
        {progress.map((one) => (
          <li key={one.section.code}>
            <Link to={placeOf({ part: one.section.code })} aria-current={current === one.section.code ? "page" : undefined} data-part={one.section.code} data-part-state={one.state}>
              <span className="row section-name"><SectionSign state={one.state} marked={marked.has(one.section.code)} />{name(one)}</span>
              <small>{w(one.state)}{one.faults > 0 ? ` · ${w("faults", { n: one.faults })}` : one.total > 0 && ` · ${one.done}/${one.total}`}</small>
            </Link>
          </li>
        ))}
        <li><Link to={placeOf({ part: ALL })} aria-current={current === ALL ? "page" : undefined}>{w("all")}</Link></li>
      </ol>
    </nav>
  );
}
