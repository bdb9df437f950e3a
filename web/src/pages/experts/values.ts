// A file as the form holds it.

import { KINDS } from "./filters";
import type { ExpertFile } from "../../gen/yanlu/review/v1/expert_pb";

export type FileValues = {
  kinds: string[]; fromOutside: boolean; topics: string[]; disciplines: string[]; keywords: string[]; grade: string; maxLoad: number;
  works: { title: string; year?: string }[];
  away: { from: string; to: string; reason?: string }[];
  employments: { organisation?: string; organisationName: string; position?: string; from: string; to?: string }[];
  relations: { kind: string; otherName?: string; otherOrganisationName?: string; note?: string; otherPerson?: string; otherOrganisation?: string; from?: string; to?: string }[];
};

const USUAL_LOAD = 8;

/** What the form begins with: the file, or an empty one with the employer known. */
export function valuesOf(file: ExpertFile | undefined, employer = ""): FileValues {
  if (!file) {
    return { kinds: [KINDS[0]], fromOutside: false, topics: [], disciplines: [], keywords: [], grade: "other", maxLoad: USUAL_LOAD, works: [], away: [], employments: [{ organisationName: employer, from: "" }], relations: [] };
  }
  const plain = <T extends object>(list: T[]): T[] => list.map((one) => ({ ...one }));
  return {
    kinds: [...file.kinds], fromOutside: file.fromOutside, topics: [...file.topics], disciplines: [...file.disciplines], keywords: [...file.keywords],
    grade: file.grade || "other", maxLoad: file.maxLoad || USUAL_LOAD, works: file.works.map(({ title, year }) => ({ title, year: year ? String(year) : "" })),
    away: plain(file.away), employments: plain(file.employments), relations: plain(file.relations),
  };
}

/** What is sent. An organisation whose name was changed is no longer the registered one. */
export function fileOf(values: FileValues, before: ExpertFile | undefined) {
  const registered = new Map(before?.employments.map((one) => [one.organisationName, one.organisation]));
  return {
    kinds: values.kinds, fromOutside: values.fromOutside, topics: values.topics ?? [], disciplines: values.disciplines ?? [], keywords: values.keywords ?? [],
    grade: values.grade, maxLoad: Number(values.maxLoad) || USUAL_LOAD,
    works: (values.works ?? []).map(({ title, year }) => ({ title, year: Number(year) || 0, keywords: before?.works.find((one) => one.title === title)?.keywords ?? [] })),
    away: (values.away ?? []).map(({ from, to, reason = "" }) => ({ from, to, reason })),
    employments: (values.employments ?? []).map(({ organisationName, position = "", from, to = "" }) => ({ organisation: registered.get(organisationName) ?? "", organisationName, position, from, to })),
    relations: (values.relations ?? []).map(({ kind, otherName = "", otherOrganisationName = "", note = "", otherPerson = "", otherOrganisation = "", from = "", to = "" }) =>
      ({ kind, otherName, otherOrganisationName, note, otherPerson, otherOrganisation, from, to })),
  };
}
