// Who is who in the demonstration district, and the way of a call and of an
// application up to where a test begins.

import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { act, call, getDocket, inState, until, type Json } from "./api";
import { proposal } from "./proposal";

/** The one version of the rule packs that ships. */
export const SHIPPED = readdirSync(new URL("../../../seeds/packs/practice", import.meta.url))[0] ?? "";

export const WHO = {
  officer: "linzhou", director: "heyuan", discipline: "zhengyan", recommender: "lingsong", agency: "pingheng", auditor: "shenji", demander: "jiangwei",
} as const;

export type Team = { pi: string; institution: string; name: string };

/** Applicants of different institutions: a person leads one project at a time. */
export const TEAMS: Record<"materials" | "farming" | "machines" | "digital" | "medicine" | "hospital", Team> = {
  materials: { pi: "suqing", institution: "liangyue", name: "苏青" },
  farming: { pi: "hemiao", institution: "tianye", name: "何苗" },
  machines: { pi: "weigang", institution: "fanglei", name: "魏钢" },
  digital: { pi: "yunfan", institution: "xuning", name: "云帆" },
  medicine: { pi: "zhouzhi", institution: "songwen", name: "周枳" },
  hospital: { pi: "anran", institution: "jiangning", name: "安然" },
};

const PROGRAMME = "yanlu.programme.v1.ProgrammeService";
const APPLICATION = "yanlu.application.v1.ApplicationService";
const HOUR = 3_600_000;

/** Opens a call under the practice rules, whose clocks run in seconds. */
export async function openCall(title: string, closesIn = HOUR, envelopeFen = 0n): Promise<string> {
  const drafted = await act(WHO.officer, `${PROGRAMME}/CreateCall`, { template: "application-development", title, packCode: "practice", packVersion: SHIPPED, ...(envelopeFen > 0n && { envelopeFen: String(envelopeFen) }) });
  const docket = drafted.docket.id;
  await act(WHO.officer, `${PROGRAMME}/ConsultCall`, { docket });
  const { docket: consulting } = await getDocket(WHO.officer, docket);
  const ends = new Date(String(consulting.facts?.consultation?.ends ?? Date.now())).getTime();
  await new Promise((resolve) => { setTimeout(resolve, Math.max(0, ends - Date.now() + 50)); });
  await act(WHO.director, `${PROGRAMME}/ApproveCall`, { docket, answers: "已采纳", minutes: "会议纪要〔2026〕1号" });
  const now = Date.now();
  await act(WHO.officer, `${PROGRAMME}/PublishCall`, { docket, opensAt: new Date(now - 1000).toISOString(), closesAt: new Date(now + closesIn).toISOString() });
  await until(WHO.officer, docket, inState("OPEN"), "open");
  return docket;
}

let recommender: Promise<string> | undefined;

/** The organisation that recommends. */
export function recommenderOrg(): Promise<string> {
  recommender ??= call<{ me: { roles: { organisation: string }[] } }>(WHO.recommender, "yanlu.identity.v1.IdentityService/WhoAmI", {})
    .then(({ me }) => me.roles[0]?.organisation ?? "");
  return recommender;
}

export async function startApplication(team: Team, parent: string, title: string): Promise<string> {
  const made = await act(team.pi, `${APPLICATION}/CreateApplication`, { call: parent, title, recommender: await recommenderOrg() });
  return made.docket.id;
}

/** Saves a whole proposal and uploads what has to be attached. */
export async function writeProposal(team: Team, docket: string, change: Json = {}, baseVersion = 0): Promise<void> {
  await call(team.pi, "yanlu.docket.v1.DocketService/SaveDraft", { requestId: randomUUID(), docket, baseVersion: String(baseVersion), content: { ...proposal(team.name), ...change } });
  for (const field of ["compliance.integrity_pledge", "attachments.feasibility_report", "attachments.pi_id", "attachments.licence"]) {
    await uploadFile(team.pi, docket, field);
  }
}

export async function uploadFile(login: string, docket: string, field: string): Promise<void> {
  const { token } = await call<{ token: string }>(login, "yanlu.identity.v1.IdentityService/CreateToken", { requestId: randomUUID(), name: field, days: 1 });
  const { base } = await import("./api");
  const query = new URLSearchParams({ docket, field, request_id: randomUUID() });
  const body = new FormData();
  body.set("file", new Blob([`%PDF-1.4\n% ${field}\n%%EOF\n`], { type: "application/pdf" }), `${field.split(".").at(-1) ?? "file"}.pdf`);
  const response = await fetch(`${base()}/files?${query}`, { method: "POST", body, headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(`upload ${field}: ${response.status} ${await response.text()}`);
}

/** Carries a written application to where the officer may check it. */
export async function submitApplication(team: Team, docket: string): Promise<string> {
  await act(team.pi, `${APPLICATION}/SendToUnit`, { docket, pledged: true });
  await act(team.institution, `${APPLICATION}/UnitApprove`, { docket, opinion: "同意申报" });
  const submitted = await act(WHO.recommender, `${APPLICATION}/Recommend`, { docket, opinion: "同意推荐" });
  return submitted.number;
}

export async function acceptApplication(docket: string): Promise<void> {
  await act(WHO.officer, `${APPLICATION}/StartCheck`, { docket });
  await act(WHO.officer, `${APPLICATION}/Accept`, { docket });
}

/** Commissions the agency for a closed call. */
export async function commission(callDocket: string): Promise<void> {
  await until(WHO.officer, callDocket, inState("CLOSED"), "closed");
  const { organisations } = await call<{ organisations: { id: string; name: string }[] }>(WHO.officer, "yanlu.identity.v1.IdentityService/ListOrganisations", { withRole: "agency" });
  const mine = await call<{ me: { roles: { organisation: string }[] } }>(WHO.agency, "yanlu.identity.v1.IdentityService/WhoAmI", {});
  const agency = mine.me.roles[0]?.organisation ?? organisations[0]?.id;
  await act(WHO.officer, `${PROGRAMME}/StartReview`, { docket: callDocket, agency });
}

const REVIEW = "yanlu.review.v1.ReviewService";

/** Reviewers of different organisations, none of them an applicant’s. */
export const REVIEWERS = ["luzhiyuan", "guqinghe", "shensuining", "hanruoxi", "wenyiheng", "jiangyanzhou", "baizhiyan", "qianshenzhi", "luoyuanshan"] as const;

export const personOf = (login: string): string => `person-${login}`;

/** The review of one reviewer of an application, as that reviewer finds it. */
export async function reviewOf(reviewer: string, project: string): Promise<string> {
  const { dockets } = await call<{ dockets?: { id: string }[] }>(reviewer, "yanlu.docket.v1.DocketService/ListDockets", { machine: "review", parent: project });
  const found = dockets?.[0]?.id;
  if (!found) throw new Error(`${reviewer} has no review of ${project}`);
  return found;
}

export const acceptReview = async (reviewer: string, project: string): Promise<void> => {
  await act(reviewer, `${REVIEW}/AcceptReview`, { docket: await reviewOf(reviewer, project), noConflict: true, confidential: true });
};

const COMMENT = "研究目标明确，技术路线可行，团队基础扎实，经费安排合理，建议进一步细化中试阶段的考核指标与风险应对措施，并补充与既有成果相比的定量对照。";

/** Scores every criterion at the same share of its weight. */
export async function scoreReview(reviewer: string, project: string, share: number): Promise<void> {
  const docket = await reviewOf(reviewer, project);
  const { criteria } = await call<{ criteria: { code: string; weight: number }[] }>(reviewer, `${REVIEW}/GetRubric`, { docket });
  const scores = criteria.map(({ code, weight }) => ({ criterion: code, points: String(Math.floor(weight * share)), comment: COMMENT }));
  await act(reviewer, `${REVIEW}/Score`, { docket, scores, comment: COMMENT, advice: "recommend" });
}

export { COMMENT };

export type Ready = { call: string; project: string; title: string };

/** An accepted application of a closed call whose review is commissioned. */
export async function toCommissioned(team: Team, title: string): Promise<Ready> {
  const parent = await openCall(`${title}（批次）`, 4000);
  const project = await startApplication(team, parent, title);
  await writeProposal(team, project);
  await submitApplication(team, project);
  await acceptApplication(project);
  await commission(parent);
  return { call: parent, project, title };
}

/** An application whose panel has scored, whose result was handed over and whose applicant has answered the opinions. */
export async function toReviewed(team: Team, title: string): Promise<Ready> {
  const ready = await toCommissioned(team, title);
  const panel = REVIEWERS.slice(0, 5);
  await act(WHO.agency, `${REVIEW}/AssignReview`, { docket: ready.project, reviewers: panel.map(personOf), due: new Date(Date.now() + HOUR).toISOString() });
  await Promise.all(panel.map((reviewer) => acceptReview(reviewer, ready.project)));
  for (const reviewer of panel) await scoreReview(reviewer, ready.project, 0.85);
  await act(WHO.agency, `${REVIEW}/CloseReview`, { docket: ready.project, report: COMMENT, chair: personOf(panel[0] ?? "") });
  await act(team.pi, "yanlu.review.v1.ReviewingService/Rebut", { docket: ready.project, text: "感谢专家意见，将细化考核方式。" });
  return ready;
}

const AWARD = "yanlu.award.v1.AwardService";

/** An application on public notice, whose clock an objection has stopped at once. */
export async function toNotice(team: Team, title: string): Promise<Ready & { objection: string }> {
  const ready = await toReviewed(team, title);
  const docket = ready.project;
  await act(WHO.officer, `${AWARD}/Advise`, { docket, amountFen: "20000000", opinion: "建议立项" });
  await act(WHO.officer, `${AWARD}/Table`, { docket, meeting: "局长办公会" });
  await act(WHO.director, `${AWARD}/Approve`, { docket, minutes: "会议纪要〔2026〕7号" });
  const filed = await act("", `${AWARD}/FileObjection`, { docket, name: "吴先生", contact: "wu@example.invalid", grounds: "数据存疑", evidence: "公开论文" });
  return { ...ready, objection: filed.number };
}
