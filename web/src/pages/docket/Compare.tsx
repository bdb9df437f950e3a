// Any two versions of the same thing, difference by difference.

import { Select } from "antd";
import { useId, useState } from "react";
import { changed, type Content } from "../../draft/merge";
import { useDraftQuery } from "../../draft/useDraft";
import { showTime } from "../../format/time";
import type { Form, Snapshot } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { sayFact, type Fact, type Names } from "../../words/fact";
import { labelOf } from "../../words/labels";
import { DiffRows } from "./Diff";
import { diffRows, type DiffRow } from "./diffRows";
import { contentOf, sayKind, WRITTEN } from "./snapshotKinds";
import { words } from "./words";

type Version = { key: string; kind: string; label: string; content: Content };

const kindOf = (snapshot: Snapshot) => snapshot.kind.split(":")[0] ?? snapshot.kind;

function useVersions(docket: string, snapshots: Snapshot[]): Version[] {
  const w = useWords(words);
  const { language } = useSpeak();
  const draft = useDraftQuery(docket, false);
  const kept = snapshots.map((snapshot) => ({
    key: `${snapshot.hash}/${snapshot.seq}`, kind: kindOf(snapshot), content: WRITTEN.has(kindOf(snapshot)) ? contentOf(snapshot) : (snapshot.content ?? {}) as Content,
    label: `${sayKind(snapshot.kind, language)} · ${showTime(snapshot.at)}`,
  }));
  const written = kept.findLast((version) => WRITTEN.has(version.kind));
  if (!written || !draft.data || draft.data.version === 0n || changed(written.content, (draft.data.content ?? {}) as Content).length === 0) return kept;
  const now = { key: "draft", kind: written.kind, label: w("draftNow", { version: draft.data.version.toString() }), content: (draft.data.content ?? {}) as Content };
  return [...kept, now];
}

/** Records of an act have no form: their facts are compared by name. */
function factRows(before: Content, after: Content, names: Names, language: "zh" | "en"): DiffRow[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].map((name) => {
    const say = (value: unknown) => (value === undefined ? "" : sayFact(name, value as Fact, names, language));
    const [was, is] = [say(before[name]), say(after[name])];
    return { path: name, section: "", label: labelOf(name)[language], before: was, after: is, changed: was !== is };
  }).filter((row) => row.before !== "" || row.after !== "");
}

type Props = { docket: string; seq: bigint; names: Names; snapshots: Snapshot[]; form?: Form };

export function Compare({ docket, names, snapshots, form }: Props) {
  const w = useWords(words);
  const { language } = useSpeak();
  const base = useId();
  const versions = useVersions(docket, snapshots);
  const [chosen, setChosen] = useState<{ a?: string; b?: string }>({});
  const comparable = versions.filter((one) => versions.some((other) => other !== one && other.kind === one.kind));
  if (comparable.length < 2) return <p className="muted">{w("needTwo")}</p>;
  const b = comparable.find((one) => one.key === chosen.b) ?? comparable.filter((one) => !chosen.a || one.key !== chosen.a).at(-1);
  const peers = comparable.filter((one) => one.kind === b?.kind && one.key !== b.key);
  const a = peers.find((one) => one.key === chosen.a) ?? peers.at(-1);
  if (!a || !b) return null;
  const rows = WRITTEN.has(b.kind) ? diffRows(form, a.content, b.content, language) : factRows(a.content, b.content, names, language);
  const pick = (which: "a" | "b", label: string, value: string, from: Version[]) => (
    <div>
      <label htmlFor={`${base}-${which}`} className="small muted">{label}</label>
      <Select id={`${base}-${which}`} style={{ width: "100%" }} value={value} options={from.map((one) => ({ value: one.key, label: one.label }))} onChange={(key: string) => setChosen({ a: a.key, b: b.key, [which]: key })} />
    </div>
  );
  return (
    <div className="stack" data-compare>
      <div className="compare-pick">{pick("a", w("earlier"), a.key, peers)}{pick("b", w("later"), b.key, comparable)}</div>
      <DiffRows rows={rows} />
    </div>
  );
}
