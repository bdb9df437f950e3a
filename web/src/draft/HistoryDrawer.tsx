// The versions of a draft: who saved when, what changed, side by side with the
// version before or with now, and the way back to one.

import { useQuery } from "@tanstack/react-query";
import { App, Button, Drawer, Empty } from "antd";
import { useState } from "react";
import { dockets } from "../api/clients";
import { drafting } from "../api/desk";
import { problemOf } from "../api/problem";
import type { Draft, FormField } from "../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../i18n";
import { useWords } from "../i18n/words";
import { Loading } from "../ui/Page";
import { ProblemAlert } from "../ui/ProblemAlert";
import { Time } from "../ui/Time";
import { UNKNOWN } from "../words/unknown";
import { DiffText } from "./DiffText";
import { showValue } from "./field";
import { changed, type Content } from "./merge";
import { useGiveBack } from "../ui/useGiveBack";
import { words } from "./words";

type Props = { docket: string; fields: Map<string, FormField>; version: bigint; prepare: () => Promise<bigint>; onRestored: (draft: Draft) => void; onClose: () => void };

const contentOf = (draft: Draft | undefined): Content => (draft?.content ?? {}) as Content;

function Changes({ from, to, fields }: { from: Content; to: Content; fields: Map<string, FormField> }) {
  const w = useWords(words);
  const { say, language } = useSpeak();
  const list = changed(from, to);
  if (list.length === 0) return <p className="muted small">{w("noChange")}</p>;
  return (
    <dl className="changes">
      {list.map((path) => {
        const field = fields.get(path);
        return (
          <div key={path} data-changed={path}>
            <dt>{field ? say(field.zh, field.en) : UNKNOWN.field[language]}</dt>
            <dd><DiffText from={showValue(field, from[path], language)} to={showValue(field, to[path], language)} /></dd>
          </div>
        );
      })}
    </dl>
  );
}

function Version({ draft, before, now, fields, onRestore }: {
  draft: Draft; before: Draft | undefined; now: Draft | undefined; fields: Map<string, FormField>; onRestore: () => void;
}) {
  const w = useWords(words);
  const { say } = useSpeak();
  const [against, setAgainst] = useState<"last" | "now">();
  const names = changed(contentOf(before), contentOf(draft)).map((path) => fields.get(path)).map((field) => (field ? say(field.zh, field.en) : "")).filter(Boolean);
  const first = draft.version === 1n;
  return (
    <li className="item" data-version={draft.version.toString()}>
      <div className="between">
        <strong>{w("versionsAgree", { version: draft.version.toString() })}{draft === now && ` · ${w("current")}`}</strong>
        <span className="muted small">{draft.savedBy} · <Time at={draft.savedAt} /></span>
      </div>
      <p className="small">{first ? w("firstVersion") : names.length > 0 ? w("changedFields", { n: names.length, fields: names.slice(0, 6).join("、") + (names.length > 6 ? "…" : "") }) : w("noChange")}</p>
      <div className="row">
        <Button size="small" aria-pressed={against === "last"} onClick={() => setAgainst(against === "last" ? undefined : "last")}>{w("compareLast")}</Button>
        {draft !== now && <Button size="small" aria-pressed={against === "now"} onClick={() => setAgainst(against === "now" ? undefined : "now")}>{w("compareNow")}</Button>}
        {draft !== now && <Button size="small" onClick={onRestore}>{w("restore")}</Button>}
      </div>
      {against && <Changes from={contentOf(against === "last" ? before : draft)} to={contentOf(against === "last" ? draft : now)} fields={fields} />}
    </li>
  );
}

export function HistoryDrawer({ docket, fields, version, prepare, onRestored, onClose }: Props) {
  useGiveBack();
  const w = useWords(words);
  const { language } = useSpeak();
  const { message, modal } = App.useApp();
  const list = useQuery({ queryKey: ["draft", docket, "versions", version.toString()], queryFn: () => dockets.listDraftVersions({ docket }) });
  const drafts = list.data?.drafts ?? [];
  const restore = async (draft: Draft) => {
    const facts = { version: draft.version.toString() };
    if (!(await modal.confirm({ title: w("restore"), content: w("restoreSure", facts), okText: w("restore"), cancelText: w("cancel") }))) return;
    try {
      // What is typed and not yet saved becomes a version of its own first.
      const baseVersion = await prepare();
      onRestored(await drafting.restoreDraft({ docket, version: draft.version, baseVersion, requestId: crypto.randomUUID() }));
      void message.success(w("restored", facts));
      void list.refetch();
    } catch (error) {
      void message.error(problemOf(error)[language], 6);
    }
  };
  return (
    <Drawer open title={w("versions")} size="large" onClose={onClose}>
      <p className="muted">{w("versionsHint")}</p>
      {list.isPending && <Loading />}
      {list.error && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && drafts.length === 0 && <Empty description={w("blank")} />}
      <ul className="plain card-list">
        {drafts.map((draft, i) => (
          <Version
            key={draft.version.toString()} draft={draft} before={drafts[i + 1]} now={drafts[0]} fields={fields}
            onRestore={() => void restore(draft)}
          />
        ))}
      </ul>
    </Drawer>
  );
}
