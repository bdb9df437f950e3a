// The chosen call beside the form: until when, and what may still be applied for.

import { Link } from "react-router";
import type { CallNotice } from "../../gen/yanlu/programme/v1/programme_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { Due } from "../../ui/Clock";
import { words } from "../apply/words";
import { useMyLimits } from "./sources";

export function CallCard({ call }: { call: CallNotice }) {
  const w = useWords(words);
  const { say } = useSpeak();
  const limits = useMyLimits(call.id);
  return (
    <Card title={call.title} hint={call.code}>
      <div className="stack">
        <Due at={call.closesAt} what={w("closes")} />
        <Link to={`/calls/${call.id}/questions`}>{w("questions")}</Link>
        <a href={`/open/calls/${call.id}/form.pdf`}>{w("blank")}</a>
        {(limits.data?.length ?? 0) > 0 && (
          <section aria-label={w("limits")}>
            <h3 className="small">{w("limits")}</h3>
            <ul className="plain stack small">
              {limits.data?.map((one) => (
                <li key={one.rule} data-limit={one.rule} className={one.left < 0 || (one.limit > 0 && one.left === 0) ? "due-over" : undefined}>{say(one.zh, one.en)}：{one.limit === 0 ? w("noneAllowed", { used: one.used }) : w("left", { used: one.used, limit: one.limit, left: one.left })}</li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Card>
  );
}
