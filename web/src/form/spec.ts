// A form is read from the request message of a method: each field that a
// person fills in carries the option yanlu.form.v1.field. Numbers under ten
// are the envelope (request_id, docket, etag) and are filled in by the portal.

import { getOption, hasOption, ScalarType, type DescField, type DescMessage, type DescMethod } from "@bufbuild/protobuf";
import { field as fieldOption, Kind, verb as verbOption, type Choice } from "../gen/yanlu/form/v1/form_pb";
import { field as rulesOption } from "../gen/buf/validate/validate_pb";

const FIRST_ASKED = 10;

export type FieldSpec = {
  /** Name on the wire, as field violations use it. */
  name: string;
  /** Name in the generated message. */
  local: string;
  zh: string;
  en: string;
  kind: Kind;
  required: boolean;
  choices: Choice[];
  /** Several values are sent. */
  many?: boolean;
  /** Longest text in characters; 0 means no limit. */
  max: number;
  /** Largest sum in 分; undefined means no limit. */
  most?: bigint;
};

function maxOf(field: DescField): { max: number; most?: bigint } {
  if (!hasOption(field, rulesOption)) return { max: 0 };
  const { type } = getOption(field, rulesOption);
  if (type.case === "string") return { max: Number(type.value.maxLen) };
  if (type.case === "int64" && type.value.lessThan.case === "lte") return { max: 0, most: type.value.lessThan.value };
  return { max: 0 };
}

function kindOf(field: DescField, stated: Kind): Kind {
  if (stated !== Kind.UNSPECIFIED) return stated;
  if (field.fieldKind === "scalar" && field.scalar === ScalarType.BOOL) return Kind.BOOL;
  return Kind.TEXT;
}

/** The fields a person is asked for, in the order of the message. */
export function specOf(message: DescMessage): FieldSpec[] {
  return message.fields
    .filter((field) => field.number >= FIRST_ASKED && hasOption(field, fieldOption))
    .map((field) => {
      const option = getOption(field, fieldOption);
      return {
        name: field.name, local: field.localName, zh: option.zh, en: option.en,
        kind: kindOf(field, option.kind), required: option.required, choices: option.choices, ...(field.fieldKind === "list" && { many: true }), ...maxOf(field),
      };
    });
}

/** Whether the method cannot be undone. */
export function isIrreversible(method: DescMethod): boolean {
  return hasOption(method, verbOption) && getOption(method, verbOption).irreversible;
}

/** The machine a verb belongs to; empty for a method that is no verb. */
export function machineOf(method: DescMethod): string {
  return hasOption(method, verbOption) ? getOption(method, verbOption).machine : "";
}

/** The event a verb causes; empty for a method that is no verb. */
export function eventOf(method: DescMethod): string {
  return hasOption(method, verbOption) ? getOption(method, verbOption).event : "";
}

/** The field a violation belongs to: “scores[2].points” belongs to “scores”. */
export function fieldOfViolation(path: string, fields: FieldSpec[]): FieldSpec | undefined {
  const head = path.replace(/^\$?\.?/, "").split(/[.[]/)[0];
  return fields.find((field) => field.name === head || field.local === head);
}
