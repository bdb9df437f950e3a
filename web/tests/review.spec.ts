import { expect, test, type Browser, type Page } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { act, getDocket, inState, until } from "./help/api";
import { acceptReview, COMMENT, personOf, REVIEWERS, reviewOf, scoreReview, TEAMS, toCommissioned, WHO } from "./help/district";
import { action, agree, as, choose, fillMoment, saved, send, state } from "./help/page";
import { ownServer } from "./server/own";

ownServer();

// Under the practice rules an invitation lapses within seconds. The reviewer
// who declines is signed in beforehand; should the machine be slower than the
// rule, another one is invited and declines instead.

async function declines(page: Page, review: string): Promise<boolean> {
  await page.goto(`/dockets/${review}?do=decline_review`);
  await page.getByRole("radio", { name: "非本专业" }).check({ timeout: 3000 });
  await send(page);
  await expect(state(page)).not.toHaveAttribute("data-state", "INVITED");
  return (await state(page).getAttribute("data-state")) === "DECLINED";
}

async function oneDeclines(browser: Browser, project: string, candidates: readonly string[]): Promise<void> {
  const [first = "", ...others] = candidates;
  const pages = new Map<string, Page>();
  for (const login of candidates) pages.set(login, await as(browser, login));
  for (const login of [first, ...others]) {
    if (login !== first) await act(WHO.agency, "yanlu.review.v1.ReviewService/InviteMore", { docket: project, reviewers: [personOf(login)] });
    const page = pages.get(login);
    const done = page ? await declines(page, await reviewOf(login, project)).catch(() => false) : false;
    if (done) break;
    if (login === others.at(-1)) throw new Error("every invitation lapsed before it could be declined");
  }
  for (const page of pages.values()) await page.context().close();
}

test("the agency invites, one reviewer declines, the others score, the result is handed over", async ({ browser }) => {
  const { project, title } = await toCommissioned(TEAMS.machines, `机器视觉检测装备 ${randomUUID().slice(0, 4)}`);
  const panel = REVIEWERS.slice(0, 4);
  const decliners = REVIEWERS.slice(4, 7);
  const names = ["陆知远", "顾清和", "沈穗宁", "韩若溪", "温以恒"];

  const agency = await as(browser, WHO.agency);
  await test.step("the agency chooses a panel of five with a due time", async () => {
    await agency.goto("/queue");
    await agency.getByRole("link", { name: title, exact: true }).click();
    await action(agency, "assign_review").click();
    const reviewers = agency.getByLabel(/评审专家/);
    for (const name of names) await choose(agency, reviewers, name);
    await agency.keyboard.press("Escape");
    await fillMoment(agency.getByLabel(/评审期限/), "2027-01-31 18:00:00");
    await agency.keyboard.press("Tab");
    await send(agency);
    await expect(state(agency)).toHaveAttribute("data-state", "UNDER_REVIEW");
  });

  await test.step("four accept, one declines on the page; a replacement is found", async () => {
    await Promise.all(panel.map((reviewer) => acceptReview(reviewer, project)));
    await oneDeclines(browser, project, decliners);
    const last = REVIEWERS[7];
    await act(WHO.agency, "yanlu.review.v1.ReviewService/InviteMore", { docket: project, reviewers: [personOf(last)] });
    await acceptReview(last, project);
    await scoreReview(last, project, 0.8);
  });

  await test.step("a reviewer reads the file beside the scores and sees the running total", async () => {
    const [reviewer = "", ...others] = panel;
    const page = await as(browser, reviewer);
    const review = await reviewOf(reviewer, project);
    await page.goto(`/dockets/${review}?do=score`);
    await expect(page.getByRole("region", { name: /被评审的材料/ })).toContainText("形成可中试的成套技术");
    await expect(page.getByText(WHO.agency)).toHaveCount(0);
    const points = page.getByLabel(/^得分/);
    await expect(points.first()).toBeVisible();
    const count = await points.count();
    expect(count).toBeGreaterThan(1);
    let total = 0;
    for (let i = 0; i < count; i++) {
      const most = Number(/(\d+)/.exec((await page.locator("label", { hasText: "得分" }).nth(i).innerText()))?.[1]);
      total += Math.floor(most * 0.9);
      await points.nth(i).fill(String(Math.floor(most * 0.9)));
      await page.getByLabel("评语", { exact: true }).nth(i).fill(COMMENT);
    }
    await expect(page.getByText(`合计 ${total} /`)).toBeVisible();
    await page.getByLabel(/总体评语/).fill(COMMENT);
    await page.getByRole("radio", { name: "推荐", exact: true }).check();
    await expect(saved(page)).toContainText("已保存");
    await page.reload();
    await expect(page.getByText(`合计 ${total} /`)).toBeVisible();
    await expect(page.getByRole("radio", { name: "推荐", exact: true })).toBeChecked();
    await send(page);
    await agree(page);
    await expect(state(page)).toHaveAttribute("data-state", "SCORED");
    await page.context().close();
    for (const other of others) await scoreReview(other, project, 0.85);
  });

  await test.step("the agency sees progress without scores of others and hands over", async () => {
    await until(WHO.agency, project, (answer) => (answer.actions ?? []).some((one) => one.event === "close_review" && !one.refused), "ready to close");
    await agency.goto(`/dockets/${project}?do=close_review`);
    await expect(agency.getByText(/评审进度/)).toContainText("已评分 5");
    await agency.getByLabel(/综合评审意见/).fill(COMMENT);
    await choose(agency, agency.getByLabel(/专家组组长/), "陆知远");
    await send(agency);
    await agree(agency);
    await expect(state(agency)).toHaveAttribute("data-state", "REVIEWED");
  });

  const pi = await getDocket(TEAMS.machines.pi, project);
  expect(inState("REVIEWED")(pi)).toBe(true);
  expect(JSON.stringify(pi)).not.toContain("陆知远");
  await agency.context().close();
});
