import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { act } from "./help/api";
import { acceptReview, openCall, personOf, REVIEWERS, reviewOf, startApplication, TEAMS, toCommissioned, WHO, writeProposal } from "./help/district";
import { as, visitor } from "./help/page";

const WIDTHS = [1440, 390] as const;
const HOUR = 3_600_000;

/** Looks at a page at both widths: nothing serious for axe, nothing wider than the screen, a picture kept. */
async function look(page: Page, name: string, path: string): Promise<void> {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && /Content Security Policy/.test(message.text())) complaints.push(message.text());
  });
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(path);
    await expect(page.getByRole("main").first()).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible(); // the stream of news never lets the network rest
    await expect(page.locator('.ant-spin-spinning, [role="status"][aria-label="正在加载"]')).toHaveCount(0);
    await page.screenshot({ path: `tests/screenshots/${name}-${width}.png`, fullPage: true });
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wider, `${name} at ${width} is wider than the screen`).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter((one) => one.impact === "serious" || one.impact === "critical");
    expect(serious.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`), `${name} at ${width}`).toEqual([]);
  }
  expect(complaints, `${name} obeys the content security policy`).toEqual([]);
}

test("public pages are usable by everyone at both widths", async ({ browser }) => {
  test.setTimeout(360_000);
  const parent = await openCall(`无障碍演练 ${randomUUID().slice(0, 4)}`);
  const { page, context } = await visitor(browser);
  for (const [name, path] of Object.entries({
    "sign-in": "/sign-in", calls: "/calls", call: `/calls/${parent}`, notices: "/notices", track: "/objections?number=YY-0000-000000", plan: "/plan", "plan-notes": "/plan?tab=notes",
  })) await look(page, name, path);
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
  })) await look(pi, name, path);
  await pi.context().close();
  const officer = await as(browser, WHO.officer);
  for (const [name, path] of Object.entries({
    "officer-queue": "/queue", batches: "/batches", "call-docket": `/dockets/${parent}`, "new-call": "/builder", rank: `/rank/${parent}`, extend: `/dockets/${parent}?do=extend`, needs: "/needs",
  })) await look(officer, name, path);
  await officer.context().close();
});

test("the agency’s and the reviewer’s pages are usable at both widths", async ({ browser }) => {
  test.setTimeout(360_000);
  const { project } = await toCommissioned(TEAMS.farming, `智能检测 ${randomUUID().slice(0, 4)}`);
  const agency = await as(browser, WHO.agency);
  await look(agency, "assign", `/dockets/${project}?do=assign_review`);
  await agency.context().close();
  const panel = REVIEWERS.slice(0, 5);
  await act(WHO.agency, "yanlu.review.v1.ReviewService/AssignReview", { docket: project, reviewers: panel.map(personOf), due: new Date(Date.now() + HOUR).toISOString() });
  await Promise.all(panel.map((one) => acceptReview(one, project)));
  const reviewer = await as(browser, panel[0] ?? "");
  await look(reviewer, "score", `/dockets/${await reviewOf(panel[0] ?? "", project)}?do=score`);
  await reviewer.context().close();
});
