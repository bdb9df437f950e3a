import { AxeBuilder } from "@axe-core/playwright";
import { test, type Page } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { act, call } from "./help/api";
import { allSaved, expect } from "./help/desk";
import { acceptApplication, acceptReview, COMMENT, commission, openCall, personOf, REVIEWERS, reviewOf, startApplication, submitApplication, TEAMS, WHO, writeProposal } from "./help/district";
import { as, state, visitor } from "./help/page";
import { ownServer } from "./server/own";

const server = ownServer();
const REVIEWING = "yanlu.review.v1.ReviewingService";
const HOUR = 3_600_000;

type Rubric = { criteria: { code: string; weight: number }[] };
const rubricOf = (login: string, docket: string) => call<Rubric>(login, "yanlu.review.v1.ReviewService/GetRubric", { docket });

/** Nothing serious for axe and nothing wider than the screen, at both widths. */
async function looksRight(page: Page, name: string): Promise<void> {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const grave = violations.filter((one) => one.impact === "serious" || one.impact === "critical");
    expect(grave.map((one) => `${one.id}: ${one.nodes[0]?.html}`), `${name} at ${width}`).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${name} at ${width}`).toBeLessThanOrEqual(width);
    await page.screenshot({ path: `test-results/reviewing-${name}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** Two accepted applications of one call, with a panel of five each. */
async function twoInvited(): Promise<{ projects: string[]; titles: string[] }> {
  const parent = await openCall(`评审演练 ${randomUUID().slice(0, 4)}`, 9000);
  const teams = [TEAMS.materials, TEAMS.farming];
  const titles = ["生物基保温材料", "山地农机"];
  const projects: string[] = [];
  for (const [i, team] of teams.entries()) {
    const project = await startApplication(team, parent, titles[i] ?? "");
    await writeProposal(team, project);
    await submitApplication(team, project);
    projects.push(project);
  }
  for (const project of projects) await acceptApplication(project);
  await commission(parent);
  for (const docket of projects) {
    await act(WHO.agency, "yanlu.review.v1.ReviewService/AssignReview", { docket, reviewers: REVIEWERS.slice(0, 5).map(personOf), due: new Date(Date.now() + HOUR).toISOString() });
  }
  return { projects, titles };
}

test("invitations are answered by link, typing survives a killed server, scores are taken back and sent together", async ({ browser }) => {
  test.setTimeout(420_000);
  const { projects, titles } = await twoInvited();
  const [first = "", second = ""] = projects;
  const [byLink = "", declines = "", writer = "", several = ""] = REVIEWERS;

  await test.step("the agency finds the links of both applications and sends them", async () => {
    for (const login of [writer, several]) for (const project of projects) await acceptReview(login, project);
    const agency = await as(browser, WHO.agency);
    await agency.goto(`/dockets/${first}`);
    const links = agency.getByRole("region", { name: "邀请链接" });
    await expect(links.locator("[data-path]")).toHaveCount(3);
    const paths: string[] = [];
    for (const one of await links.locator("[data-path]").all()) paths.push(await one.getAttribute("data-path") ?? "");
    await agency.context().close();

    const { page, context } = await visitor(browser);
    await page.goto(paths[0] ?? "");
    await expect(page.getByRole("heading", { name: titles[0] })).toBeVisible();
    await expect(page.getByText("苏青")).toBeVisible();
    await looksRight(page, "invitation");
    await page.getByRole("button", { name: "接受评审" }).click();
    await expect(page.getByRole("alert")).toContainText("请先作出两项声明");
    await page.getByLabel("本人与该项目不存在应回避情形").check();
    await page.getByLabel("本人承诺对评审内容保密").check();
    await page.getByRole("button", { name: "接受评审" }).click();
    await expect(page.locator('[data-answered="ACCEPTED"]')).toContainText("请登录系统");
    await page.reload();
    await expect(page.locator('[data-reason="LINK_USED"]')).toContainText("评审机构");
    await page.goto(paths[1] ?? "");
    await page.getByRole("button", { name: "任务过多" }).click();
    await expect(page.locator('[data-answered="DECLINED"]')).toBeVisible();
    await page.goto((paths[2] ?? "").slice(0, -3));
    await expect(page.locator('[data-reason="LINK_INVALID"]')).toContainText("评审机构");
    await context.close();
    expect((await call<{ dockets: { state: string }[] }>(byLink, "yanlu.docket.v1.DocketService/ListDockets", { machine: "review", parent: first })).dockets[0]?.state).toBe("ACCEPTED");
    expect((await call<{ dockets: { state: string }[] }>(declines, "yanlu.docket.v1.DocketService/ListDockets", { machine: "review", parent: first })).dockets[0]?.state).toBe("DECLINED");
  });

  const page = await as(browser, writer);
  const review = await reviewOf(writer, first);
  const { criteria } = await rubricOf(writer, review);
  const points = (code: string) => page.locator(`[data-criterion="${code}"] input`);

  await test.step("what is typed survives a server that is killed", async () => {
    await page.goto(`/reviewing/${review}`);
    await expect(page.getByRole("region", { name: /被评审的材料/ })).toContainText("成套技术");
    await page.getByLabel("总体评语", { exact: true }).fill("太短");
    await expect(page.locator("[data-chars]")).toContainText("已写 2 字，至少 60 字");
    for (const { code, weight } of criteria) await points(code).fill(String(Math.floor(weight * 0.9)));
    await points(criteria[0]?.code ?? "").fill("1");
    await expect(page.getByText("须说明理由")).toBeVisible();
    await points(criteria[0]?.code ?? "").fill(String(Math.floor((criteria[0]?.weight ?? 0) * 0.9)));
    await allSaved(page);
    await looksRight(page, "scoring");
    await server.kill();
    await page.getByLabel("总体评语", { exact: true }).fill(COMMENT);
    await page.getByRole("radio", { name: "推荐", exact: true }).check();
    await expect(page.locator('[data-banner="away"]')).toBeVisible({ timeout: 20_000 });
    await server.restart();
    await expect(page.locator('[role="status"][data-status="clean"]')).toBeVisible({ timeout: 60_000 });
    const draft = await call<{ comment: string; advice: string; scores: unknown[] }>(writer, `${REVIEWING}/GetOpinionDraft`, { docket: review });
    expect(draft).toMatchObject({ comment: COMMENT, advice: "recommend" });
    await page.reload();
    await expect(page.getByLabel("总体评语", { exact: true })).toHaveValue(COMMENT);
  });

  await test.step("it is submitted, taken back, changed and submitted again", async () => {
    const total = criteria.reduce((sum, { weight }) => sum + Math.floor(weight * 0.9), 0);
    await expect(page.getByText(`合计 ${total} /`)).toBeVisible();
    await page.getByRole("button", { name: "提交评分" }).click();
    const row = page.locator(`[data-review="${review}"]`);
    await expect(row).toHaveAttribute("data-state", "SCORED");
    await row.getByRole("button", { name: "撤回重评" }).click();
    await expect(row).toHaveAttribute("data-state", "ACCEPTED");
    await expect(row).toContainText("可提交");
    await row.getByRole("link", { name: titles[0] }).click();
    await expect(page.getByLabel("总体评语", { exact: true })).toHaveValue(COMMENT);
    const last = criteria.at(-1);
    await points(last?.code ?? "").fill("0.5");
    await page.locator(`[data-criterion="${last?.code}"] textarea`).fill("经费测算依据不足。");
    await page.getByRole("button", { name: "提交评分" }).click();
    await expect(row).toHaveAttribute("data-state", "SCORED");
    await page.goto(`/dockets/${review}`);
    await expect(state(page)).toHaveAttribute("data-state", "SCORED");
    await page.context().close();
  });

  await test.step("several at once: one goes in, the one that is incomplete says why", async () => {
    const mine = await Promise.all(projects.map((project) => reviewOf(several, project)));
    for (const [i, docket] of mine.entries()) {
      const scores = criteria.map(({ code, weight }) => ({ criterion: code, points: String(Math.floor(weight * 0.8)), comment: COMMENT }));
      await call(several, `${REVIEWING}/SaveOpinionDraft`, { requestId: randomUUID(), draft: { docket, version: "0", scores, comment: i === 0 ? COMMENT : "太短", advice: "recommend" } });
    }
    const desk = await as(browser, several);
    await desk.goto("/reviewing");
    for (const docket of mine) await desk.locator(`[data-review="${docket}"] input[type=checkbox]`).check();
    await expect(desk.locator("[data-daily]")).toContainText("今日已提交 0 /");
    await looksRight(desk, "grid");
    await desk.getByRole("button", { name: "提交所选 2 份" }).click();
    await desk.getByRole("dialog").getByRole("button", { name: "确认提交" }).click();
    await expect(desk.locator('[data-bulk-result="over"]')).toBeVisible();
    await expect(desk.locator('[data-outcome="done"]')).toHaveCount(1);
    await expect(desk.locator('[data-outcome="refused"]')).toContainText("总体评语不少于60字");
    await desk.keyboard.press("Escape");
    await expect(desk.locator(`[data-review="${mine[0]}"]`)).toHaveAttribute("data-state", "SCORED");
    await expect(desk.locator(`[data-review="${mine[1]}"]`)).toContainText("缺 1 项");
    await expect(desk.locator("[data-daily]")).toContainText("今日已提交 1 /");
    await desk.context().close();
  });

  await test.step("figures", async () => {
    const officer = await as(browser, WHO.officer);
    await officer.goto("/review-quality");
    await expect(officer.getByText("凭链接答复")).toBeVisible();
    await looksRight(officer, "quality");
    await officer.context().close();
  });
  expect(second).not.toBe("");
});
