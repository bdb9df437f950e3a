// What the record already says is not typed twice: it is put into the blank
// fields of a draft that nobody has saved yet. A person may change it.

import type { Docket, Form } from "../gen/yanlu/docket/v1/docket_pb";
import { shanghai } from "../format/time";
import { isFilled } from "./field";
import type { Content } from "./merge";

type Parties = { pi?: string; host_org?: string; demander_org?: string };

function known(docket: Docket, today: Date): Content {
  const parties = ((docket.facts ?? {}) as { parties?: Parties }).parties ?? {};
  const name = (id: string | undefined) => (id && docket.names[id]) || "";
  return {
    subject_name: docket.title, title: docket.title, call_ref: docket.parentTitle,
    host_institution: name(parties.host_org), pi: name(parties.pi), filed_on: shanghai(today).format("YYYY-MM-DD"),
  };
}

/** The values to put in, by path; only for fields that the form has and that are blank. */
export function prefill(docket: Docket, form: Form, content: Content, today: Date): Content {
  const facts = known(docket, today);
  const found: Content = {};
  for (const field of form.sections.flatMap((section) => section.fields)) {
    const value = facts[field.path.split(".").at(-1) ?? ""];
    if (value !== undefined && isFilled(value) && !isFilled(content[field.path]) && !["table", "file"].includes(field.type)) found[field.path] = value;
  }
  return found;
}
