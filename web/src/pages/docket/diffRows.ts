// Two versions of a content side by side, field by field, in the order of the form.

import type { Form, FormField } from "../../gen/yanlu/docket/v1/docket_pb";
import { showValue } from "../../draft/field";
import type { Content } from "../../draft/merge";

export type DiffRow = { path: string; section: string; label: string; before: string; after: string; changed: boolean };

/** Fields that neither version fills in are left out. */
export function diffRows(form: Form | undefined, before: Content, after: Content, language: "zh" | "en"): DiffRow[] {
  const row = (path: string, section: string, label: string, field?: FormField): DiffRow => {
    const [was, is] = [showValue(field, before[path], language), showValue(field, after[path], language)];
    return { path, section, label, before: was, after: is, changed: was !== is };
  };
  const sections = form?.sections ?? [];
  return sections
    .flatMap((section) => section.fields.map((field) => row(field.path, section[language], field[language], field)))
    .filter(({ before: was, after: is }) => was !== "" || is !== "");
}

/** Changed fields first; within each half the order of the form. */
export function changedFirst(rows: readonly DiffRow[]): { changed: DiffRow[]; same: DiffRow[] } {
  return { changed: rows.filter((row) => row.changed), same: rows.filter((row) => !row.changed) };
}
