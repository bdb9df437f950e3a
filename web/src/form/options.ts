// Where the choices of a field come from when they are not written in the
// descriptor: people, organisations, dockets, topics, templates, packs.

import { useQuery } from "@tanstack/react-query";
import { members } from "../api/client/member";
import { dockets, identity, programmes } from "../api/clients";

export type Option = { value: string; label: string; hint?: string };

const MINUTE = 60_000;

export function usePeople(query: string, docket: string | undefined) {
  return useQuery({
    queryKey: ["people", query, docket], staleTime: MINUTE,
    queryFn: async (): Promise<Option[]> => {
      const { people } = await identity.listPeople({ role: "reviewer", query, withoutConflictWith: docket ?? "", pageSize: 100 });
      return people.map((person) => ({
        value: person.id, label: `${person.name} · ${person.organisationName}`,
        hint: [person.title, ...person.fields].filter(Boolean).join(" · "),
      }));
    },
  });
}

/** Those of the applicant’s institutions who may write beside the principal investigator. */
export function useColleagues(docket: string | undefined) {
  return useQuery({
    queryKey: ["colleagues", docket], enabled: docket !== undefined, staleTime: MINUTE,
    queryFn: async (): Promise<Option[]> => {
      const parties = (await dockets.getDocket({ docket: docket ?? "" })).docket?.facts?.parties as { pi?: string; host_org?: string } | undefined;
      const { members: all } = await members.listMembers({ organisation: parties?.host_org ?? "" });
      return all.filter((one) => one.person !== parties?.pi && one.roles.some(({ role }) => role === "pi" || role === "institution"))
        .map((one) => ({ value: one.person, label: one.name, hint: one.title }));
    },
  });
}

/** The role an organisation has to hold to be chosen in a field of this name. */
const ROLE_OF_FIELD: Record<string, string> = { agency: "agency", recommender: "recommender", host: "institution" };

export function useOrganisations(field: string, query: string) {
  const withRole = ROLE_OF_FIELD[field] ?? "";
  return useQuery({
    queryKey: ["organisations", withRole, query], staleTime: MINUTE,
    queryFn: async (): Promise<Option[]> => {
      const { organisations } = await identity.listOrganisations({ withRole, query, pageSize: 100 });
      return organisations.map((one) => ({ value: one.id, label: one.name, hint: one.uscc }));
    },
  });
}

const POOL: Record<string, { machine: string; states: string[] }> = {
  into: { machine: "need", states: ["SUBMITTED", "SCREENED", "IN_RESERVE"] },
  in_place_of: { machine: "project", states: ["FORFEITED", "NOT_FUNDED", "WITHDRAWN"] },
};

async function openCalls(): Promise<Option[]> {
  const { calls } = await programmes.listCalls({ pageSize: 100 });
  return calls.filter((call) => call.state === "OPEN").map((call) => ({ value: call.id, label: call.title, hint: call.code }));
}

async function liveCalls(query: string): Promise<Option[]> {
  const { dockets: found } = await dockets.listDockets({ machine: "call", states: ["DRAFTING", "CONSULTING", "APPROVED", "PUBLISHED", "OPEN"], query, pageSize: 100 });
  return found.map((call) => ({ value: call.id, label: call.title, hint: call.code }));
}

/** Dockets that may stand in a field: open calls to apply to, live calls to put a need into, needs, projects. */
export function useDockets(field: string, forApplication: boolean, query: string, self: string | undefined) {
  return useQuery({
    queryKey: ["pick", field, forApplication, query, self],
    queryFn: async (): Promise<Option[]> => {
      if (field === "call") return forApplication ? openCalls() : liveCalls(query);
      const { dockets: found } = await dockets.listDockets({ ...POOL[field], query, pageSize: 100 });
      return found.filter((one) => one.id !== self).map((one) => ({ value: one.id, label: one.title || one.code, hint: one.code }));
    },
  });
}

export function useTopics() {
  return useQuery({
    queryKey: ["topics"], staleTime: 10 * MINUTE,
    queryFn: async (): Promise<Option[]> =>
      (await programmes.listTopics({})).topics.map((topic) => ({ value: topic.code, label: `${topic.code} ${topic.title}`, hint: topic.domain })),
  });
}

/** The disciplines, each with its group. */
export function useDisciplineTree() {
  return useQuery({
    queryKey: ["discipline-tree"], staleTime: 10 * MINUTE,
    queryFn: async () => {
      const { experts } = await import("../api/client/expert"); // no other field needs it
      const { disciplines } = await experts.listDisciplines({});
      const group = new Map(disciplines.filter((one) => !one.parent).map((one) => [one.code, one]));
      return disciplines.filter((one) => one.parent).map((one) => ({ code: one.code, zh: one.zh, en: one.en, groupZh: group.get(one.parent)?.zh ?? "", groupEn: group.get(one.parent)?.en ?? "" }));
    },
  });
}

export function useTemplates(enabled: boolean, say: (zh: string, en: string) => string) {
  return useQuery({
    queryKey: ["templates", say("zh", "en")], enabled, staleTime: MINUTE,
    queryFn: async (): Promise<Option[]> =>
      (await programmes.listTemplates({})).templates.map((one) => ({ value: one.code, label: say(one.titleZh, one.titleEn) || one.code })),
  });
}

export function usePacks(enabled: boolean) {
  return useQuery({
    queryKey: ["packs"], enabled, staleTime: MINUTE,
    queryFn: async () => (await programmes.listPacks({})).packs,
  });
}
