// Review without a mouse: a reviewer declares, scores and submits; the agency changes a panel, solves again and goes back.

import { test } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { act, call } from "./help/api";
import { expect } from "./help/desk";
import { acceptApplication, COMMENT, commission, openCall, personOf, REVIEWERS, reviewOf, startApplication, submitApplication, TEAMS, toCommissioned, WHO, writeProposal } from "./help/district";
import { Keyboard } from "./help/keyboard";
import { as, state } from "./help/page";
import { ownServer } from "./server/own";

ownServer();

const mark = randomUUID().slice(0, 4);
const HOUR = 3_600_000;
const REVIEW = "yanlu.review.v1.ReviewService";
const COMMISSION = "yanlu.review.v1.CommissionService";

test("a reviewer declares, scores every criterion, comments and submits", async ({ browser }) => {
  test.setTimeout(420_000);
  const { project, title } = await toCommissioned(TEAMS.materials, `键盘评审 ${mark}`);
  await act(WHO.agency, `${REVIEW}/AssignReview`, { docket: project, reviewers: REVIEWERS.slice(0, 5).map(personOf), due: new Date(Date.now() + HOUR).toISOString() });
  const [login = ""] = REVIEWERS;
  const review = await reviewOf(login, project);
  const page = await as(browser, login);
  const keys = await Keyboard.at(page);
  await page.goto("/reviewing");
  const row = page.locator(`[data-review="${review}"]`);

  await test.step("declares that nothing stands against it", async () => {
    await keys.enter(row.getByRole("link").last());
    const form = page.locator(".act-form form");
    await keys.within(form);
    for (const box of await form.getByRole("checkbox").all()) {
      await keys.to(box);
      await keys.press("Space");
    }
    await keys.enter(form.locator("button[type=submit]"));
    await expect(state(page)).toHaveAttribute("data-state", "ACCEPTED");
    await keys.arrives(page.locator("[data-receipt]"));
  });

  await test.step("is led to what is missing, and fills it in", async () => {
    await page.goto("/reviewing");
    await keys.enter(row.getByRole("link", { name: title }));
    const { criteria } = await call<{ criteria: { code: string; weight: number }[] }>(login, `${REVIEW}/GetRubric`, { docket: review });
    const points = (at: number) => page.locator(`[data-criterion="${criteria[at]?.code}"] input`);
    await keys.enter(page.getByRole("button", { name: "提交评分" }));
    await keys.arrives(points(0));
    for (const [at, { weight }] of criteria.entries()) await keys.write(points(at), String(Math.floor(weight * 0.9)));
    await keys.back(page.locator(`[data-criterion="${criteria[0]?.code}"] textarea`));
    await keys.type("与指南高度一致。");
    await keys.enter(page.getByRole("button", { name: "提交评分" }));
    await keys.arrives(page.getByLabel("总体评语", { exact: true }));
    await keys.type(COMMENT);
    await keys.to(page.getByRole("radio", { name: "推荐", exact: true }));
    await keys.press("Space");
    await expect(page.locator('[role="status"][data-status="clean"]')).toBeVisible();
    await keys.enter(page.getByRole("button", { name: "提交评分" }));
    await expect(row).toHaveAttribute("data-state", "SCORED");
    await keys.within(page.locator("main"));
  });
  expect([...keys.invisible], "stops whose focus nobody sees").toEqual([]);
  await page.context().close();
});

/** Two accepted applications, a sealed commission of them, and its first panels. */
async function proposed(): Promise<{ docket: string; titles: string[] }> {
  const parent = await openCall(`键盘组建 ${mark}`, 25_000);
  const titles = [`机器视觉检测 ${mark}`, `智能灌溉 ${mark}`];
  for (const [i, team] of [TEAMS.machines, TEAMS.farming].entries()) {
    const project = await startApplication(team, parent, titles[i] ?? "");
    await writeProposal(team, project);
    await submitApplication(team, project);
    await acceptApplication(project);
  }
  await commission(parent);
  const { me } = await call<{ me: { roles: { organisation: string }[] } }>(WHO.agency, "yanlu.identity.v1.IdentityService/WhoAmI", {});
  const made = await act(WHO.officer, `${COMMISSION}/CreateCommission`, {
    call: parent, agency: me.roles[0]?.organisation, allApplications: true, due: "2027-01-31T10:00:00Z", mode: "remote", method: "optimal", blind: "single",
  });
  const docket = made.docket.id;
  await act(WHO.agency, `${COMMISSION}/SealCommission`, { docket, independent: true });
  await act(WHO.agency, `${COMMISSION}/ProposePanels`, { docket, raiseWorst: true });
  return { docket, titles };
}

test("the agency moves an expert, locks another, solves again, undoes and goes back to the first version", async ({ browser }) => {
  test.setTimeout(420_000);
  const { docket } = await proposed();
  const page = await as(browser, WHO.agency);
  const keys = await Keyboard.at(page);
  await page.goto(`/commissions/${docket}`);
  const board = page.locator("[data-plan]");
  const [from, to] = [page.locator("[data-panel]").first(), page.locator("[data-panel]").nth(1)];
  const reason = page.locator("[data-reason-form]");
  const because = async (text: string) => {
    await keys.arrives(reason.getByLabel("理由"));
    await keys.type(text);
    await keys.enter(reason.getByRole("button", { name: "加入调整清单" }));
    await expect(reason).toHaveCount(0);
  };
  const changes = page.locator("[data-change]");

  await test.step("to the panels by the tabs", async () => {
    await keys.to(page.getByRole("tab", { selected: true }));
    for (let i = 0; i < 8 && !(await keys.at(page.locator('[data-tab="panels"]'))); i++) await keys.press("ArrowRight");
    await keys.arrives(page.locator('[data-tab="panels"]'));
    await expect(board).toHaveAttribute("data-plan", "1");
  });

  await test.step("an expert is taken from one panel and added to the other", async () => {
    await keys.enter(from.locator('[data-member="true"]').first().getByRole("button", { name: /^移出/ }));
    await because("另有安排");
    await expect(changes).toHaveCount(1);
    await keys.within(from.locator(".seat").first());
    await keys.enter(to.getByRole("button", { name: /增补专家/ }));
    await keys.arrives(page.locator(".pick-dialog").getByRole("searchbox"));
    await expect(page.locator("[data-candidate] button:enabled").first()).toBeVisible();
    await keys.press("ArrowDown");
    await keys.press("Enter");
    await because("补足所需专业方向");
    await expect(changes).toHaveCount(2);
    await keys.arrives(to.getByRole("button", { name: /增补专家/ }));
  });

  await test.step("one is locked; the last change is undone and done again", async () => {
    const lock = to.locator('[data-member="true"]:not([data-by="add"]):not([data-out="true"])').first().getByRole("button", { name: /^锁定/ });
    await keys.back(lock);
    await keys.press("Enter");
    await because("主审");
    await expect(changes).toHaveCount(3);
    const undo = page.locator(".change-card").getByRole("button", { name: "撤销", exact: true });
    await keys.enter(undo);
    await expect(changes).toHaveCount(2);
    await keys.enter(page.locator(".change-card").getByRole("button", { name: "重做" }));
    await expect(changes).toHaveCount(3);
  });

  await test.step("solved again, and back to the first version", async () => {
    await keys.within(page.locator(".change-card"));
    await keys.enter(page.locator("[data-save]"));
    await expect(board).toHaveAttribute("data-plan", "2");
    await expect(changes).toHaveCount(0);
    await keys.within(board);
    await keys.enter(page.getByRole("button", { name: "恢复第 1 版" }));
    await expect(board).toHaveAttribute("data-plan", "3");
    await keys.within(page.locator("main"));
  });
  expect([...keys.invisible], "stops whose focus nobody sees").toEqual([]);
  await page.context().close();
});
