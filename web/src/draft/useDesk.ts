// What the desk knows besides the draft itself: help, prefill, marks.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { drafting } from "../api/desk";
import type { Mark } from "../gen/yanlu/application/v1/drafting_pb";
import type { Docket, Form } from "../gen/yanlu/docket/v1/docket_pb";
import { knownOf, type Known } from "./prefill";

const NO_MARKS: Mark[] = [];
const quiet = { retry: false, staleTime: 300_000, refetchOnWindowFocus: false } as const;

export type Hints = Readonly<Record<string, string>>;
const NO_HINTS: Hints = {};

/** The words the pack prints beside the labels, by field. */
export function useHints(call: string): Hints {
  const answer = useQuery({ ...quiet, queryKey: ["call-form", call], enabled: call !== "", queryFn: () => drafting.getCallForm({ call }) });
  return answer.data?.hints ?? NO_HINTS;
}

/** What is known already; undefined until it was asked, so that nobody takes an open question for “nothing”. */
export function useKnown(docket: Docket, form: Form): Known[] | undefined {
  const enabled = docket.machine === "project";
  const answer = useQuery({ ...quiet, queryKey: ["prefill", docket.id], enabled, queryFn: () => drafting.getPrefill({ docket: docket.id }) });
  return useMemo(() => (answer.data ? knownOf(answer.data.values, form) : answer.isError || !enabled ? [] : undefined), [answer.data, answer.isError, enabled, form]);
}

/** The sections that somebody finished by hand. */
export function useMarks(docket: Docket): { marks: Mark[]; mark?: (section: string, done: boolean) => void } {
  const queries = useQueryClient();
  const enabled = docket.machine === "project";
  const queryKey = ["draft", docket.id, "marks"];
  const answer = useQuery({ queryKey, enabled, retry: false, queryFn: () => drafting.listMarks({ docket: docket.id }) });
  const mark = async (section: string, done: boolean) => {
    await drafting.markSection({ docket: docket.id, section, done, requestId: crypto.randomUUID() }).catch(() => undefined);
    await queries.invalidateQueries({ queryKey });
  };
  return { marks: answer.data?.marks ?? NO_MARKS, mark: enabled && !answer.isError ? (section, done) => void mark(section, done) : undefined };
}
