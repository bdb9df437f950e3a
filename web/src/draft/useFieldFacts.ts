// What is said of each field besides its value, so grouped that a field is drawn
// anew only when something of its own changed.

import { useMemo, useRef } from "react";
import type { Finding } from "../gen/yanlu/application/v1/drafting_pb";
import type { Attachment, Form } from "../gen/yanlu/docket/v1/docket_pb";
import type { Attendee } from "../gen/yanlu/desk/v1/live_pb";
import { useSpeak } from "../i18n";
import type { Listed } from "./corrections";
import type { Note } from "./FieldBlock";
import type { DraftKeeper, FieldState, Mark, View } from "./keeper";
import { originOf, type Known, type Origin } from "./prefill";
import { isFilled } from "./field";
import { pointsAt } from "./progress";
import type { JsonValue } from "./merge";
import type { Hints } from "./useDesk";

type Sources = {
  form: Form; keeper: DraftKeeper; view: View; files: Attachment[]; hints: Hints; open: Listed[]; findings: Finding[] | undefined;
  others: Attendee[]; known: Known[] | undefined; only: ReadonlySet<string> | undefined;
};

export type FieldFacts = {
  files: Attachment[]; disabled: boolean; locked: boolean; state: FieldState; mark: Mark | undefined; hint: string | undefined; notes: Note[]; people: string;
  origin: Origin | undefined; offer: { origin: Origin; value: JsonValue } | undefined;
};

const NONE: never[] = [];

/** Findings say what is missing before anything was begun: at the field they wait until it was touched. */
const worthSaying = (finding: Finding, filled: boolean): boolean => filled || /[[.].*[[.]/.test(finding.field);

function notesOf(path: string, filled: boolean, { open, findings = NONE }: Pick<Sources, "open" | "findings">, say: (zh: string, en: string) => string): Note[] {
  const defects: Note[] = open.filter((one) => pointsAt(one.field, path)).map((one) => ({ severity: "defect", text: one.text }));
  const found: Note[] = findings.filter((one) => pointsAt(one.field, path) && worthSaying(one, filled))
    .map((one) => ({ severity: one.severity === "error" ? "error" : "warning", text: say(one.zh, one.en) }));
  return [...defects, ...found];
}

export function useFieldFacts(sources: Sources): (path: string) => FieldFacts {
  const { form, keeper, view, files, hints, open, findings, others, known, only } = sources;
  const { say } = useSpeak();
  const language = say("zh", "en");
  const filled = form.sections.flatMap((section) => section.fields).map((field) => (isFilled(view.content[field.path]) ? "1" : "0")).join("");
  const last = useRef(new Map<string, Note[]>());
  const steady = useMemo(() => {
    const notes = new Map<string, Note[]>();
    const held = new Map<string, Attachment[]>();
    form.sections.flatMap((section) => section.fields).forEach((field, i) => {
      const list = notesOf(field.path, filled[i] === "1", { open, findings }, say);
      const before = last.current.get(field.path);
      notes.set(field.path, before && JSON.stringify(before) === JSON.stringify(list) ? before : list);
      held.set(field.path, files.filter((file) => file.field === field.path));
    });
    last.current = notes;
    return { notes, held };
  }, [form, files, open, findings, filled, language]);
  const byField = useMemo(() => new Map(known?.map((one) => [one.field, one])), [known]);
  return (path) => {
    const one = byField.get(path);
    const locked = !!only && !only.has(path);
    return {
      files: steady.held.get(path) ?? NONE, notes: steady.notes.get(path) ?? NONE, disabled: locked, locked, state: keeper.stateOf(path), mark: view.marks[path],
      hint: hints[path], people: others.filter((other) => other.field === path).map((other) => other.name).join("、"),
      origin: originOf(one, view.content)?.origin, offer: one && !isFilled(view.content[path]) ? one : undefined,
    };
  };
}
