// The points of a return beside the form: each leads to its field and is ticked off when done.

import { Alert, Checkbox } from "antd";
import { Link } from "react-router";
import type { Form } from "../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../i18n";
import { useWords } from "../i18n/words";
import { SaidTime } from "../ui/SaidTime";
import { keyOfDefect, type Return } from "./corrections";
import { placeOf } from "./place";
import { fieldAt, sectionOf } from "./progress";
import { words } from "./words";

type Props = { form: Form; given: Return; limited: boolean; ticked: ReadonlySet<string>; tick: (key: string, on: boolean) => void };

export function CorrectionList({ form, given, limited, ticked, tick }: Props) {
  const w = useWords(words);
  const { say } = useSpeak();
  if (given.defects.length === 0 && !given.comments) return null;
  const left = given.defects.filter((one) => !ticked.has(keyOfDefect(one))).length;
  return (
    <Alert
      type="warning" className="correction" data-correction={left}
      title={<div className="between"><strong>{w(limited ? "correction" : "returned")}</strong>{given.defects.length > 0 && <span className="small" role="status">{w("correctionLeft", { n: left })}</span>}</div>}
      description={(
        <div className="stack">
          {given.comments && <div className="pre">{given.comments}</div>}
          {limited && <div className="small">{w("correctionHint")} {given.due && <SaidTime at={given.due}>{(time) => w("correctionDue", { time })}</SaidTime>}</div>}
          <ul className="plain stack">
            {given.defects.map((one) => {
              const key = keyOfDefect(one);
              const field = fieldAt(form, one.field);
              const section = sectionOf(form, one.field);
              return (
                <li key={key} className="correction-line" data-defect={one.field}>
                  <Checkbox checked={ticked.has(key)} aria-label={`${w("corrected")}：${one.text}`} onChange={(e) => tick(key, e.target.checked)} />
                  <span className={ticked.has(key) ? "correction-done" : undefined}>
                    {field && section && <><Link to={placeOf({ part: section.code, field: field.path })}>{say(field.zh, field.en)}</Link>：</>}{one.text}
                  </span>
                </li>
              );
            })}
          </ul>
        </div>
      )}
    />
  );
}
