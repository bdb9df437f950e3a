// A draft of a rule pack: written, checked, compared, tried on old applications, and decided on by a second person.

import { RedoOutlined, UndoOutlined } from "@ant-design/icons";
import { Alert, Button } from "antd";
import { useEffect, useRef, type KeyboardEvent } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import type { PackDraft } from "../../gen/yanlu/programme/v1/pack_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Tabs } from "../../ui/Tabs";
import { Time } from "../../ui/Time";
import { Changes } from "./Changes";
import { useChanges, useCheck, useDraftOf, usePack } from "./data";
import { Decide } from "./Decide";
import { Defects } from "./Defects";
import { DryRun } from "./DryRun";
import { EligibilityEditor } from "./EligibilityEditor";
import { FormEditor } from "./FormEditor";
import { HeadEditor } from "./HeadEditor";
import { anchorOf, type Pack } from "./model";
import { DraftStatus } from "./Packs";
import { RubricEditor } from "./RubricEditor";
import { RulesEditor } from "./RulesEditor";
import type { Words } from "./say";
import { useKeeper, type Keeper } from "./useKeeper";
import { words } from "./words";
import "./packs.css";

function SaveLine({ keeper }: { keeper: Keeper }) {
  const w = useWords(words);
  const { draft, saving } = keeper;
  return (
    <div className="between pack-save">
      <span className="row">
        <Button size="small" icon={<UndoOutlined />} disabled={!keeper.canUndo} onClick={keeper.undo}>{w("undo")}</Button>
        <Button size="small" icon={<RedoOutlined />} disabled={!keeper.canRedo} onClick={keeper.redo}>{w("redo")}</Button>
      </span>
      <span role="status" data-saving={saving} className="small">{w(`save_${saving}`)} · {w("savedAt", { n: String(draft.revision) })} · {draft.savedByName} <Time at={draft.savedAt} /></span>
    </div>
  );
}

/** What stands in the way or comes next, in a sentence. */
function Standing({ draft }: { draft: PackDraft }) {
  const w = useWords(words);
  const last = draft.steps.at(-1);
  const said = { who: last?.personName ?? "", why: draft.reason, day: draft.effectiveFrom };
  switch (draft.status) {
    case "returned": return <Alert type="warning" showIcon title={w("returnedBecause", said)} />;
    case "submitted": return <Alert type="info" showIcon title={w("submittedBecause", said)} description={draft.mayDecide ? undefined : w("waitsForOther")} />;
    case "approved": return <Alert type="success" showIcon title={w("approvedIs", { ...said, who: draft.decidedByName })} description={<Link to={`/packs/${draft.packHash}`}>{w("openPack")}</Link>} />;
    case "discarded": return <Alert type="info" showIcon title={w("discardedIs")} />;
    default: return null;
  }
}

function History({ draft }: { draft: PackDraft }) {
  const w = useWords(words);
  return (
    <Card title={w("tabHistory")} hint={w("authors", { who: draft.authorNames.join("、") })}>
      <ol className="plain card-list">
        {draft.steps.map((one, i) => {
          const step = `step_${one.step}` as keyof typeof words;
          return (
            <li key={i} className="between">
              <span><strong>{step in words ? w(step) : ""}</strong> {one.personName}{one.reason && <span className="muted">：{one.reason}</span>}</span>
              <span className="muted small">{w("savedAt", { n: String(one.revision) })} · <Time at={one.at} /></span>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}

/** Brings the place named in the address into view. */
function useScroll(at: string) {
  const done = useRef("");
  useEffect(() => {
    if (!at || done.current === at) return;
    done.current = at;
    requestAnimationFrame(() => {
      const parts = at.split("/");
      const target = document.getElementById(anchorOf(at)) ?? document.getElementById(anchorOf(parts.slice(0, 4).join("/")));
      target?.scrollIntoView({ block: "center" });
      target?.focus({ preventScroll: true });
    });
  });
}

function Desk({ loaded, base, said }: { loaded: PackDraft; base: Pack; said: Words }) {
  const w = useWords(words);
  const { say } = useSpeak();
  const keeper = useKeeper(loaded);
  const { draft, pack, change } = keeper;
  const newest = useRef(draft);
  newest.current = draft;
  const [query, setQuery] = useSearchParams();
  const at = query.get("at") ?? "";
  const tab = query.get("tab") ?? (draft.mayEdit ? "rules" : "changes");
  const check = useCheck(draft);
  const changes = useChanges(draft.baseHash, draft.id, String(draft.revision));
  useScroll(at);
  const editable = draft.mayEdit;
  const parts = { pack, said, editable, at, change };
  const count = changes.data?.length;
  const keys = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    if (event.target instanceof HTMLElement && event.target.closest("input, textarea")) return; // there the browser undoes the typing itself
    event.preventDefault();
    if (event.shiftKey) keeper.redo();
    else keeper.undo();
  };
  const tabs = [
    { key: "rules", label: w("tabRules"), children: <RulesEditor {...parts} base={base} /> },
    { key: "forms", label: w("tabForms"), children: <FormEditor {...parts} base={base} /> },
    { key: "rubrics", label: w("tabRubrics"), children: <RubricEditor {...parts} /> },
    { key: "eligibility", label: w("tabEligibility"), children: <EligibilityEditor {...parts} /> },
    { key: "head", label: w("tabHead"), children: <HeadEditor {...parts} /> },
    { key: "changes", label: count === undefined ? w("tabChanges") : `${w("tabChanges")}（${count}）`, children: (
      <div className="stack">
        <Card title={w("changesOf", { version: draft.baseVersion })}><Changes before={draft.baseHash} after={draft.id} revision={String(draft.revision)} pack={pack} linked={editable} /></Card>
        {draft.offerHash && <Card title={w("keptOwn")}><Changes before={draft.offerHash} after={draft.id} revision={String(draft.revision)} pack={pack} /></Card>}
      </div>
    ) },
    { key: "run", label: w("tabRun"), children: <DryRun draft={draft} /> },
    { key: "history", label: w("tabHistory"), children: <History draft={draft} /> },
  ];
  return (
    <div onKeyDown={keys}>
      <Page
        title={`${say(pack.title.zh, pack.title.en)} ${pack.version}`}
        hint={<><DraftStatus status={draft.status} /> {w("from", { version: draft.baseVersion })} · {w("effective", { day: pack.effective_from })}</>}
        actions={<Decide draft={draft} ready={check.data?.defects.length === 0 && keeper.saving === "clean"} flush={keeper.save} latest={() => newest.current} take={keeper.take} />}
      >
        <div className="stack">
          <Standing draft={draft} />
          {keeper.clashes.length > 0 && (
            <Alert type="warning" showIcon title={w("clash")} action={<Button size="small" onClick={keeper.settleClashes}>{w("seen")}</Button>}
              description={<ul>{keeper.clashes.map((path) => <li key={path}><Link to={`?tab=${path.split("/")[0]}&at=${encodeURIComponent(path)}`}>{nameOf(pack, path, say)}</Link></li>)}</ul>} />
          )}
          {keeper.saving === "refused" && <ProblemAlert error={keeper.problem} onRetry={() => void keeper.save()} />}
          {(editable || draft.mayDecide) && <Defects draft={draft} />}
          {editable && <SaveLine keeper={keeper} />}
          <Tabs label={w("parts")} items={tabs} active={tab} onChange={(key) => setQuery({ tab: key }, { replace: true })} />
        </div>
      </Page>
    </div>
  );
}

/** What a place of the pack is called. */
function nameOf(pack: Pack, path: string, say: (zh: string, en: string) => string): string {
  const [list, one, two, three] = path.split("/");
  const form = pack.forms.find((x) => x.code === one);
  const section = form?.sections.find((x) => x.code === two);
  const found = {
    rules: pack.rules.find((x) => x.id === one), rubrics: pack.rubrics.find((x) => x.code === one), eligibility: pack.eligibility.find((x) => x.id === one),
    forms: section?.fields.find((x) => x.f === three) ?? section ?? form,
  }[list ?? ""];
  return found ? say(found.zh, found.en) : say(pack.title.zh, pack.title.en);
}

export function DraftPage() {
  const { draft: id = "" } = useParams();
  const draft = useDraftOf(id);
  const base = usePack(draft.data?.baseHash ?? "");
  if (draft.error) return <ProblemAlert error={draft.error} onRetry={() => void draft.refetch()} />;
  if (base.error) return <ProblemAlert error={base.error} onRetry={() => void base.refetch()} />;
  if (!draft.data || !base.data) return <Loading />;
  return <Desk key={id} loaded={draft.data} base={base.data.pack} said={base.data.words} />;
}
