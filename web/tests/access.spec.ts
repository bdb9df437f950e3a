import { test } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { act } from "./help/api";
import { acceptReview, openCall, personOf, REVIEWERS, reviewOf, startApplication, TEAMS, toCommissioned, WHO, writeProposal } from "./help/district";
import { as, look, visitor } from "./help/page";
import { ownServer } from "./server/own";

ownServer();

const HOUR = 3_600_000;

test("public pages are usable by everyone at both widths", async ({ browser }) => {
  test.setTimeout(360_000);
  const parent = await openCall(`无障碍演练 ${randomUUID().slice(0, 4)}`);
  const { page, context } = await visitor(browser);
  for (const [name, path] of Object.entries({
    "sign-in": "/sign-in", calls: "/calls", call: `/calls/${parent}`, notices: "/notices", track: "/objections?number=YY-0000-000000", plan: "/plan", "plan-notes": "/plan?tab=notes",
  })) await look(page, name, { path });
  await context.close();
});

test("the applicant’s and the officer’s pages are usable at both widths", async ({ browser }) => {
  test.setTimeout(480_000);
  const parent = await openCall(`无障碍演练 ${randomUUID().slice(0, 4)}`);
  const docket = await startApplication(TEAMS.materials, parent, "聚氨酯前驱体绿色合成");
  await writeProposal(TEAMS.materials, docket);
  const pi = await as(browser, TEAMS.materials.pi);
  for (const [name, path] of Object.entries({
    queue: "/queue", projects: "/projects?state=DRAFT", application: `/dockets/${docket}`, send: `/dockets/${docket}?do=send_to_unit`, material: `/dockets/${docket}?tab=material`,
    timeline: `/dockets/${docket}?tab=timeline`, files: `/dockets/${docket}?tab=files`, "new-application": `/new/application?call=${parent}`, packs: "/packs", account: "/account",
  })) await look(pi, name, { path });
  await pi.context().close();
  const officer = await as(browser, WHO.officer);
  for (const [name, path] of Object.entries({
    "officer-queue": "/queue", batches: "/batches", "call-docket": `/dockets/${parent}`, "new-call": "/builder", rank: `/rank/${parent}`, extend: `/dockets/${parent}?do=extend`, needs: "/needs",
  })) await look(officer, name, { path });
  await officer.context().close();
});

test("the agency’s and the reviewer’s pages are usable at both widths", async ({ browser }) => {
  test.setTimeout(360_000);
  const { project } = await toCommissioned(TEAMS.farming, `智能检测 ${randomUUID().slice(0, 4)}`);
  const agency = await as(browser, WHO.agency);
  await look(agency, "assign", { path: `/dockets/${project}?do=assign_review` });
  await agency.context().close();
  const panel = REVIEWERS.slice(0, 5);
  await act(WHO.agency, "yanlu.review.v1.ReviewService/AssignReview", { docket: project, reviewers: panel.map(personOf), due: new Date(Date.now() + HOUR).toISOString() });
  await Promise.all(panel.map((one) => acceptReview(one, project)));
  const reviewer = await as(browser, panel[0] ?? "");
  await look(reviewer, "score", { path: `/dockets/${await reviewOf(panel[0] ?? "", project)}?do=score` });
  await reviewer.context().close();
});
