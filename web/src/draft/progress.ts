// How far a form is: each section’s state, and the first gap.

import type { Form, FormField, FormSection } from "../gen/yanlu/docket/v1/docket_pb";
import { isFilled, progressOf, type Progress } from "./field";
import type { Content } from "./merge";

export type SectionState = "notStarted" | "partial" | "complete" | "correct";
export type SectionProgress = Progress & { section: FormSection; state: SectionState; faults: number };

export type Facts = { content: Content; attached: ReadonlySet<string>; faulty: readonly string[] };

/** Whether a path, such as “budget.sources[2].amount”, points at a field or into it. */
export function pointsAt(path: string, field: string): boolean {
  return path === field || path.startsWith(`${field}[`) || path.startsWith(`${field}.`);
}

export function sectionProgress(section: FormSection, { content, attached, faulty }: Facts): SectionProgress {
  const progress = progressOf(section, content, attached);
  const faults = faulty.filter((path) => section.fields.some((field) => pointsAt(path, field.path))).length;
  const full = progress.done === progress.total && (progress.any || progress.total > 0);
  const state = faults > 0 ? "correct" : full ? "complete" : progress.any ? "partial" : "notStarted";
  return { ...progress, section, state, faults };
}

export const isAnswered = (field: FormField, { content, attached }: Pick<Facts, "content" | "attached">): boolean =>
  isFilled(content[field.path]) || attached.has(field.path);

/** The first required field without an answer, after the given one if there is any. */
export function firstGap(form: Form, facts: Pick<Facts, "content" | "attached">, allowed?: ReadonlySet<string>): FormField | undefined {
  return form.sections.flatMap((section) => section.fields).find((field) => field.required && !isAnswered(field, facts) && (!allowed || allowed.has(field.path)));
}

export function fieldAt(form: Form, path: string): FormField | undefined {
  return form.sections.flatMap((section) => section.fields).find((field) => pointsAt(path, field.path));
}

export function sectionOf(form: Form, path: string): FormSection | undefined {
  return form.sections.find((section) => section.fields.some((field) => pointsAt(path, field.path)));
}
