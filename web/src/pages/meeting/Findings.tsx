// What a survey found at an applicant's, version by version, and the form of the next one.

import { lazy, Suspense, useRef, useState } from "react";
import { beginUpload, downloadPath, MOST_BYTES, sendPart, showSize, troubleOf, TYPES } from "../../api/files";
import { problemOf } from "../../api/problem";
import { toWall } from "../../format/time";
import { MeetingService, type GetMeetingResponse, type MeetingFindings, type MeetingItem } from "../../gen/yanlu/review/v1/meeting_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Button } from "../../ui/Button";
import { Loading } from "../../ui/Page";
import { Time } from "../../ui/Time";
import { words } from "./words";

const ActionForm = lazy(async () => ({ default: (await import("../../form/ActionForm")).ActionForm }));

const HEADINGS = ["met", "equipment", "team", "basis", "funds", "conclusion"] as const;

type Held = { id: string; name: string };

function Version({ found }: { found: MeetingFindings }) {
  const w = useWords(words);
  return (
    <div data-findings={found.version}>
      <p className="muted small">{w("versionBy", { version: found.version, seat: found.seat })} · <Time at={found.at} /></p>
      <div className="facts"><dl>
        <dt>{w("visited")}</dt><dd><Time at={found.visited} /> {found.place}</dd>
        {HEADINGS.filter((name) => found[name]).map((name) => <div key={name} style={{ display: "contents" }}><dt>{w(name)}</dt><dd className="pre">{found[name]}</dd></div>)}
        {found.files.length > 0 && <><dt>{w("files")}</dt><dd>{found.files.map((file) => <div key={file.id}><a href={downloadPath(file.id)} download={file.name}>{file.name}</a></div>)}</dd></>}
      </dl></div>
    </div>
  );
}

/** The newest version, and the earlier ones folded away. */
export function Findings({ item, mode }: { item: MeetingItem; mode: string }) {
  const w = useWords(words);
  if (mode !== "survey") return null;
  const last = item.findings.at(-1);
  if (!last) return item.attendance?.presence === "absent" ? null : <p className="muted small">{w("noFindings")}</p>;
  const earlier = item.findings.slice(0, -1).reverse();
  return (
    <section aria-label={`${w("findings")}：${item.title}`}>
      <h3>{w("findings")}</h3>
      <Version found={last} />
      {earlier.length > 0 && <details><summary>{w("earlier", { count: earlier.length })}</summary>{earlier.map((one) => <Version key={one.version} found={one} />)}</details>}
    </section>
  );
}

/** Sends a whole file and answers with the attachment it became. */
async function send(docket: string, field: string, file: File): Promise<Held> {
  const { signal } = new AbortController();
  let at = await beginUpload(docket, field, file, crypto.randomUUID(), signal);
  while (!at.attachment) at = await sendPart(at.id, file, Number(at.received), signal);
  return { id: at.attachment.id, name: file.name };
}

function Files({ docket, item, held, onChange }: { docket: string; item: MeetingItem; held: Held[]; onChange: (next: (old: Held[]) => Held[]) => void }) {
  const w = useWords(words);
  const { language } = useSpeak();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState("");
  const [refused, setRefused] = useState("");
  const add = async (chosen: readonly File[]) => {
    setRefused("");
    for (const file of chosen) {
      if (troubleOf(file)) {
        setRefused(`${file.name}（${TYPES.join("、")}，${showSize(MOST_BYTES)}）`);
        continue;
      }
      setBusy(file.name);
      try {
        const kept = await send(docket, `findings.${item.docket}`, file);
        onChange((old) => [...old, kept]);
      } catch (error) {
        setRefused(problemOf(error)[language]);
      }
    }
    setBusy("");
  };
  return (
    <div role="group" aria-label={w("files")} className="stack">
      <ul className="plain">{held.map((file) => <li key={file.id} className="row"><span>{file.name}</span><Button type="link" aria-label={w("dropFile", { name: file.name })} onClick={() => onChange((old) => old.filter((one) => one.id !== file.id))}>×</Button></li>)}</ul>
      <input ref={picker} type="file" hidden multiple aria-label={w("files")} accept={TYPES.map((one) => `.${one}`).join(",")} onChange={(e) => { const chosen = [...(e.target.files ?? [])]; e.target.value = ""; void add(chosen); }} />
      <div className="row"><Button loading={busy !== ""} onClick={() => picker.current?.click()}>{w("addFiles")}</Button><span className="muted small" role="status">{busy && w("sending", { name: busy })}</span></div>
      {refused && <p className="field-defect" role="alert">{refused}</p>}
    </div>
  );
}

export function FindingsForm({ meeting, item, onClose }: { meeting: GetMeetingResponse; item: MeetingItem; onClose: () => void }) {
  const w = useWords(words);
  const last = item.findings.at(-1);
  const [held, setHeld] = useState<Held[]>(last?.files.map(({ id, name }) => ({ id, name })) ?? []);
  // What the newest version says stands in the form; what others record meanwhile is answered by FINDINGS_STALE.
  const [seen] = useState(item.findings.length);
  const [initial] = useState(() => ({
    visited: toWall(last?.visited), place: last?.place ?? item.slot?.place ?? "",
    ...Object.fromEntries(HEADINGS.map((name) => [name, last?.[name] ?? (name === "met" ? item.attendance?.by ?? "" : "")])),
  }));
  return (
    <>
      <p className="muted">{w("findingsHint")}</p>
      <Files docket={meeting.docket} item={item} held={held} onChange={setHeld} />
      <Suspense fallback={<Loading />}>
        <ActionForm
          method={MeetingService.method.recordFindings} name={w("recordFindings")} subject={{ id: meeting.docket, seq: 0n, title: item.title }} initial={initial}
          fixed={{ item: item.docket, version: String(seen), files: held.map((file) => file.id) }} onDone={onClose} onCancel={onClose} irreversible={false}
        />
      </Suspense>
    </>
  );
}
