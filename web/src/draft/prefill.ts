// What is known already is not typed twice: the server says it, from the
// organisation’s and the person’s file, the call and the last application. It
// goes into blank fields only; a person may change it.

import { toJson } from "@bufbuild/protobuf";
import { ValueSchema } from "@bufbuild/protobuf/wkt";
import type { Prefill } from "../gen/yanlu/application/v1/drafting_pb";
import type { Form } from "../gen/yanlu/docket/v1/docket_pb";
import { isFilled } from "./field";
import { same, type Content, type JsonValue } from "./merge";

export const ORIGINS = ["organisation", "person", "application", "call"] as const;
export type Origin = (typeof ORIGINS)[number];
export type Known = { field: string; value: JsonValue; origin: Origin; name: string };

/** The answers as the page uses them: of known origin, for fields that the form has. */
export function knownOf(values: Prefill[], form: Form): Known[] {
  const fields = new Set(form.sections.flatMap((section) => section.fields.map((field) => field.path)));
  return values.flatMap(({ field, value, origin, originName }) => {
    const from = ORIGINS.find((one) => one === origin);
    if (!from || !value || !fields.has(field)) return [];
    const json = toJson(ValueSchema, value) as JsonValue;
    return isFilled(json) ? [{ field, value: json, origin: from, name: originName }] : [];
  });
}

/** What may be taken over now: only into blank fields that may be edited. */
export function offersOf(known: Known[], content: Content, editable: ReadonlySet<string> | undefined): Known[] {
  return known.filter(({ field }) => !isFilled(content[field]) && (!editable || editable.has(field)));
}

/** Where the present answer of a field came from, as long as nobody changed it. */
export function originOf(known: Known | undefined, content: Content): Known | undefined {
  return known && same(known.value, content[known.field]) ? known : undefined;
}
