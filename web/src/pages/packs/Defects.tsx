// What keeps a draft from being submitted, each with the way to its place.

import { Alert, Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { PackDraft } from "../../gen/yanlu/programme/v1/pack_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { useCheck } from "./data";
import { tabOf } from "./model";
import { words } from "./words";

const FIRST = 5;

export function Defects({ draft }: { draft: PackDraft }) {
  const w = useWords(words);
  const { say } = useSpeak();
  const check = useCheck(draft);
  const [all, setAll] = useState(false);
  if (check.error) return <ProblemAlert error={check.error} onRetry={() => void check.refetch()} />;
  if (!check.data) return null;
  const { defects } = check.data;
  if (defects.length === 0) return <Alert type="success" showIcon title={w(draft.mayEdit ? "checkOk" : "checkFine")} data-defects={0} data-revision={String(check.data.revision)} />;
  return (
    <Alert
      type="warning" showIcon title={w("checkBad", { n: defects.length })} data-defects={defects.length} data-revision={String(check.data.revision)}
      description={(
        <>
          <ul className="pack-defects">
            {(all ? defects : defects.slice(0, FIRST)).map((one, i) => <li key={`${one.path} ${i}`}><Link to={`?tab=${tabOf(one.path)}&at=${encodeURIComponent(one.path)}`}>{say(one.zh, one.en)}</Link></li>)}
          </ul>
          {!all && defects.length > FIRST && <Button size="small" onClick={() => setAll(true)}>{w("showMore")}（{defects.length}）</Button>}
        </>
      )}
    />
  );
}
