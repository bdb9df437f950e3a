// The further facts of a file: which the forms ask for, and how a form’s values become them.

import type { JsonObject } from "@bufbuild/protobuf";

export const PERSON_MORE = ["major", "department", "duty"] as const;
export const ORGANISATION_MORE = ["legal_representative", "contact", "contact_phone", "staff", "rd_staff", "registered_capital", "industry", "introduction"] as const;
export const COUNTS: ReadonlySet<string> = new Set(["staff", "rd_staff", "registered_capital"]);

/** What is on file, with the typed values in it; an emptied one is taken out, what the page does not know stays. */
export function merged(onFile: JsonObject | undefined, typed: Readonly<Record<string, unknown>>): JsonObject {
  const out: JsonObject = { ...onFile };
  for (const [name, value] of Object.entries(typed)) {
    if (value === undefined || value === null || value === "") delete out[name];
    else if (typeof value === "number" || typeof value === "string") out[name] = value;
  }
  return out;
}
