// Names that the server lists: rules of the pack, fields of the form.

import type { Form } from "../gen/yanlu/docket/v1/docket_pb";
import { UNKNOWN, type Language, type Word } from "./unknown";

/** The name of a rule by its id, never the id. */
export function sayRule(names: ReadonlyMap<string, Word> | undefined, id: string, language: Language): string {
  return (names?.get(id) ?? UNKNOWN.rule)[language];
}

/** The words of a field of the form by its path; a neutral word where the form has it no more. */
export function sayField(form: Form | undefined, path: string, language: Language): string {
  const field = form?.sections.flatMap((section) => section.fields).find((one) => one.path === path);
  return field?.[language] || field?.zh || UNKNOWN.field[language];
}
