// The application desk: the content of a subject, written by several hands, one
// part at a time, saved as it is typed.

import { Button } from "antd";
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from "react";
import type { Attachment, Docket, Draft, Form } from "../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../i18n";
import { useWords } from "../i18n/words";
import { CorrectionList } from "./CorrectionList";
import { keyOfDefect, returnOf, useTicks } from "./corrections";
import { DeskBar } from "./DeskBar";
import "./draft.css";
import { UploadsProvider } from "./files/useUploads";
import type { Shelf } from "./keeper";
import { Overview } from "./Overview";
import { ALL, usePlace } from "./place";
import { offersOf } from "./prefill";
import { usePresence } from "./presence";
import { firstGap, sectionOf, sectionProgress } from "./progress";
import { SectionNav } from "./SectionNav";
import { useArrival } from "./useArrival";
import { useCheck } from "./useCheck";
import { useHints, useKnown, useMarks } from "./useDesk";
import { useKeeper, versionOf } from "./useDraft";
import { useFieldFacts } from "./useFieldFacts";
import { Note } from "../ui/Note";
import { Loading } from "../ui/Page";
import { UNKNOWN } from "../words/unknown";
import { words } from "./words";

// What is opened later is loaded then: the desk itself is there at once.
const CheckDrawer = lazy(async () => ({ default: (await import("./CheckDrawer")).CheckDrawer }));
const HistoryDrawer = lazy(async () => ({ default: (await import("./HistoryDrawer")).HistoryDrawer }));
const MergeDialog = lazy(async () => ({ default: (await import("./MergeDialog")).MergeDialog }));
const Parts = lazy(async () => ({ default: (await import("./Parts")).Parts }));
const PreviewPanel = lazy(async () => ({ default: (await import("./PreviewPanel")).PreviewPanel }));
const SendPanel = lazy(async () => ({ default: (await import("./SendPanel")).SendPanel }));

type Props = { person: string; docket: Docket; form: Form; draft: Draft; files: Attachment[]; shelf: Shelf };

export function DraftEditor({ person, docket, form, draft, files, shelf }: Props) {
  const w = useWords(words);
  const { say, language } = useSpeak();
  const { keeper, view } = useKeeper(person, docket.id, draft, shelf);
  const put = useCallback((path: string, value: Parameters<typeof keeper.set>[1]) => keeper.set(path, value), [keeper]);
  const place = usePlace(form);
  const [drawer, setDrawer] = useState<"check" | "history">();
  const fields = useMemo(() => new Map(form.sections.flatMap((section) => section.fields).map((field) => [field.path, field])), [form]);
  const attached = useMemo(() => new Set(files.map((file) => file.field)), [files]);
  const only = useMemo(() => (draft.editableFields.length > 0 ? new Set(draft.editableFields) : undefined), [draft.editableFields]);
  const given = useMemo(() => returnOf(docket), [docket]);
  const { ticked, tick } = useTicks(docket.id, given.due?.toISOString() ?? given.comments);
  const open = useMemo(() => given.defects.filter((one) => !ticked.has(keyOfDefect(one))), [given, ticked]);
  const check = useCheck(docket.id, docket.machine === "project", view.server.version, files.map((file) => file.id).join());
  const hints = useHints(docket.machine === "project" ? docket.parent : "");
  const known = useKnown(docket, form);
  const { marks, mark } = useMarks(docket);
  const { others, at } = usePresence(docket.id);
  useFirstFill(keeper, known, draft, only);
  const [drawn, setDrawn] = useState(false);
  useArrival(place.visit, place.anchor, place.part, drawn);

  const faulty = useMemo(() => open.map((one) => one.field).filter(Boolean), [open]);
  const facts = { content: view.content, attached, faulty };
  const progress = form.sections.map((section) => sectionProgress(section, facts));
  const gap = firstGap(form, facts, only);
  const offers = known ? offersOf(known, view.content, only) : [];
  const of = useFieldFacts({ form, keeper, view, files, hints, open, findings: check.answer?.findings, others, known, only });
  const labelOf = (path: string) => {
    const field = fields.get(path);
    return field ? say(field.zh, field.en) : UNKNOWN.field[language];
  };
  const shown = place.part === ALL ? form.sections : form.sections.filter((section) => section.code === place.part);
  const at_ = form.sections.findIndex((section) => section.code === place.part);
  const marked = new Set(marks.map((one) => one.section));
  return (
    <UploadsProvider person={person} docket={docket.id}>
      <div className="desk" onFocus={(event) => at((event.target as HTMLElement).closest<HTMLElement>("[data-field]")?.dataset.field ?? "")}>
        <DeskBar docket={docket} view={view} labelOf={labelOf} place={place} check={check} others={others} onSave={() => void keeper.flush()} onOpen={setDrawer} />
        <CorrectionList form={form} given={given} limited={!!only} ticked={ticked} tick={tick} />
        {offers.length > 0 && !place.view && (
          <div data-offers={offers.length}>
            <Note
              title={w("offers", { n: offers.length })}
              action={<Button size="small" type="primary" onClick={() => offers.forEach((one) => keeper.set(one.field, one.value))}>{w("takeAll", { n: offers.length })}</Button>}
            />
          </div>
        )}
        <Suspense fallback={<Loading />}>
          {place.view === "preview" && <PreviewPanel form={form} content={view.content} files={files} title={docket.title} />}
          {place.view === "send" && <SendPanel docket={docket} form={form} check={check} keeper={keeper} view={view} />}
        </Suspense>
        {!place.view && (
          <div className="editor">
            <SectionNav progress={progress} current={place.part} marked={marked} />
            {!place.part && <Overview progress={progress} marks={marks} gap={gap} gapPart={gap && sectionOf(form, gap.path)?.code} />}
            {place.part && (
              <Suspense fallback={<Loading />}>
                <Parts
                  docket={docket.id} form={form} shown={shown} at={at_} progress={progress} marks={marks} mark={mark} content={view.content} put={put} of={of}
                  onDrawn={setDrawn} gap={at_ >= 0 ? firstGap({ ...form, sections: [...form.sections.slice(at_ + 1), ...form.sections.slice(0, at_)] }, facts, only) : undefined}
                />
              </Suspense>
            )}
          </div>
        )}
        <Suspense>
          {drawer === "check" && <CheckDrawer check={check} form={form} onClose={() => setDrawer(undefined)} />}
          {drawer === "history" && (
            <HistoryDrawer
              docket={docket.id} fields={fields} version={view.server.version} onClose={() => setDrawer(undefined)}
              prepare={async () => { await keeper.flush(); return keeper.snapshot().server.version; }} onRestored={(restored) => keeper.replace(versionOf(restored))}
            />
          )}
          {view.stale && <MergeDialog stale={view.stale} fields={fields} onChoose={(choices) => void keeper.choose(choices)} />}
        </Suspense>
      </div>
    </UploadsProvider>
  );
}

/** An untouched draft begins with what is known already; later it is only offered. */
function useFirstFill(keeper: ReturnType<typeof useKeeper>["keeper"], known: ReturnType<typeof useKnown>, draft: Draft, only: ReadonlySet<string> | undefined) {
  useEffect(() => {
    if (draft.version > 0n || !known || keeper.snapshot().server.version > 0n) return;
    for (const one of offersOf(known, keeper.snapshot().content, only)) keeper.set(one.field, one.value);
  }, [keeper, known, draft.version, only]);
}
