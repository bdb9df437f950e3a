import { AxeBuilder } from "@axe-core/playwright";
import { test, type Page } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { act } from "./help/api";
import { acceptApplication, acceptReview, commission, COMMENT, openCall, personOf, REVIEWERS, reviewOf, scoreReview, startApplication, submitApplication, TEAMS, WHO, writeProposal, type Team } from "./help/district";
import { expect } from "./help/desk";
import { as } from "./help/page";
import { ownServer } from "./server/own";

ownServer();

const REVIEW = "yanlu.review.v1.ReviewService";
const HOUR = 3_600_000;
const PANEL = REVIEWERS.slice(0, 5);
const CHAIR = REVIEWERS[0];
const ASIDE = REVIEWERS[1];

type Scored = { call: string; title: string; apps: { id: string; title: string }[] };

/** Three applications of one call, 20 万元 each over an envelope of 50, scored by the same five. */
async function scored(run: string): Promise<Scored> {
  const teams: [Team, string, number][] = [[TEAMS.medicine, `创新药工艺 ${run}`, 0.94], [TEAMS.hospital, `影像辅助诊断 ${run}`, 0.9], [TEAMS.farming, `稻田监测 ${run}`, 0.86]];
  const title = `评审会批次 ${run}`;
  const call = await openCall(title, 14_000, 50_000_000n);
  const apps: Scored["apps"] = [];
  for (const [team, name] of teams) {
    const id = await startApplication(team, call, name);
    await writeProposal(team, id);
    await submitApplication(team, id);
    apps.push({ id, title: name });
  }
  for (const { id } of apps) await acceptApplication(id);
  await commission(call);
  for (const [n, { id }] of apps.entries()) {
    await act(WHO.agency, `${REVIEW}/AssignReview`, { docket: id, reviewers: PANEL.map(personOf), due: new Date(Date.now() + HOUR).toISOString() });
    await Promise.all(PANEL.map((reviewer) => acceptReview(reviewer, id)));
    for (const [k, reviewer] of PANEL.entries()) await scoreReview(reviewer, id, (teams[n]?.[2] ?? 0.8) - k * 0.02);
  }
  return { call, title, apps };
}

async function accessible(page: Page, what: string): Promise<void> {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await expect(page.locator("h1")).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map((v) => `${what} ${width}: ${v.id} ${v.nodes[0]?.html ?? ""}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${what} is no wider than ${width}`).toBeLessThanOrEqual(width);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

const order = (page: Page) => page.locator(".order [data-docket]").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-docket")));

test("a panel meets: one steps aside, the chair ranks by keyboard, the minutes are signed", async ({ browser }) => {
  test.setTimeout(300_000);
  const { call, title, apps } = await scored(randomUUID().slice(0, 4));
  const [first, second, third] = apps as [Scored["apps"][0], Scored["apps"][0], Scored["apps"][0]];
  const agency = await as(browser, WHO.agency);

  await test.step("the agency reads the line before the hand-over", async () => {
    await agency.goto(`/rank/${call}`);
    await expect(agency.getByText("评审尚未移交")).toBeVisible();
    await expect(agency.locator('tr[data-rank="1"] [data-probability]')).toBeVisible();
    await agency.getByText("如何得出").click();
    await expect(agency.locator("[data-method]")).toContainText("本批次采用");
    await accessible(agency, "rank");
  });

  await test.step("before the panel meets, an opinion may be taken back", async () => {
    const scorer = await as(browser, PANEL[2] ?? "");
    await scorer.goto("/reviewing");
    await expect(scorer.getByRole("button", { name: "撤回重评" }).first()).toBeVisible();
    await scorer.context().close();
  });

  await test.step("the agency calls the meeting and opens it", async () => {
    await agency.goto(`/meetings?call=${call}`);
    await agency.getByRole("button", { name: "召集评审会" }).click();
    await expect(agency.getByRole("checkbox", { name: first.title })).toBeChecked();
    await agency.getByLabel("评审组组长").selectOption(personOf(CHAIR));
    await agency.getByRole("radio", { name: "会议评审" }).check();
    await agency.getByLabel(/开会时间/).fill("2027-12-01 09:00:00");
    await agency.keyboard.press("Tab");
    await agency.getByLabel(/地点/).fill("三楼会议室");
    await agency.getByRole("button", { name: "召集评审会" }).click();
    await expect(agency.getByRole("heading", { level: 1 })).toContainText(title);
    await agency.getByRole("button", { name: "开会" }).click();
    await expect(agency.locator('[data-state="OPEN"]').first()).toBeVisible();
    const seats = agency.locator("[data-seat] select");
    for (let i = 0; i < PANEL.length; i++) {
      await seats.nth(i).selectOption("present");
      await expect(seats.nth(i)).toHaveValue("present");
    }
  });
  await test.step("once the panel has met, an opinion is not taken back any more", async () => {
    const scorer = await as(browser, PANEL[2] ?? "");
    await scorer.goto("/reviewing");
    await expect(scorer.getByText(first.title).first()).toBeVisible();
    await expect(scorer.getByRole("button", { name: "撤回重评" })).toHaveCount(0);
    await expect(act(PANEL[2] ?? "", `${REVIEW.replace("Review", "Reviewing")}/TakeBack`, { docket: await reviewOf(PANEL[2] ?? "", first.id) })).rejects.toThrow(/PANEL_OPENED.*评审会已经开始，评分不能再撤回/s);
    await scorer.context().close();
  });

  const path = new URL(agency.url()).pathname;
  const member = await as(browser, ASIDE);
  const chair = await as(browser, CHAIR);

  await test.step("a member reads their own score only, steps aside, and reads nothing more of the item", async () => {
    await member.goto("/meetings");
    await member.getByRole("link", { name: new RegExp(title) }).click();
    const item = member.locator('[data-item="2"]');
    await expect(item).toContainText(second.title);
    await expect(item.locator("[data-my-score]")).toBeVisible();
    await expect(item.locator("[data-scores]")).toHaveCount(0);
    await item.getByRole("button", { name: "申请回避" }).click();
    const dialog = member.getByRole("dialog");
    await expect(dialog).toContainText("不可撤回");
    await dialog.getByLabel(/回避情形/).fill("近三年合作");
    await dialog.getByRole("button", { name: "申请回避" }).click();
    await expect(item).toContainText("已回避");
    await expect(member.locator("main")).not.toContainText(second.title);
    await expect(member.locator("main")).toContainText(first.title);
    await accessible(member, "member");
  });

  await test.step("the chair takes an item, notes are kept by themselves, a consensus is recorded", async () => {
    await chair.goto(path);
    const item = chair.locator('[data-item="2"]');
    await item.getByRole("button", { name: /进入议题/ }).click();
    await expect(item).toHaveAttribute("data-current", "true");
    await expect(item.locator("[data-scores]")).toContainText("专家");
    await item.getByRole("textbox").fill("样机指标扎实，产业化条件好。");
    await expect(item.locator('[data-note-state="saved"]')).toBeVisible();
    await item.getByRole("button", { name: "合议评分" }).click();
    const dialog = chair.getByRole("dialog");
    await dialog.getByLabel(/合议分/).fill("88.5");
    await dialog.getByLabel(/合议理由/).fill("讨论后一致上调");
    await dialog.getByRole("button", { name: "合议评分" }).click();
    await expect(item.locator("[data-consensus]")).toContainText("88.50");
    await expect(agency.locator('[data-item="2"]')).toContainText("样机指标扎实");
  });

  await test.step("ranking by keyboard moves the application across the money line", async () => {
    expect(await order(chair)).toEqual([first.id, second.id, third.id]);
    await expect(chair.locator("[data-beyond]")).toHaveAttribute("data-docket", third.id);
    const up = chair.getByRole("button", { name: `上移：${third.title}` });
    await up.focus();
    await chair.keyboard.press("Enter");
    await expect(chair.locator("[data-beyond]")).toHaveAttribute("data-docket", second.id);
    expect(await order(chair)).toEqual([first.id, third.id, second.id]);
    await chair.reload();
    await expect(chair.locator(".order [data-docket]").nth(1)).toHaveAttribute("data-docket", third.id);
    await chair.locator(`.order [data-docket="${second.id}"]`).dragTo(chair.locator(`.order [data-docket="${first.id}"]`));
    await expect(chair.locator(".order [data-docket]").first()).toHaveAttribute("data-docket", second.id);
    await accessible(chair, "chair");
  });

  await test.step("the minutes wait for the recusal, then the chair signs", async () => {
    await chair.getByRole("button", { name: "签署纪要" }).click();
    const dialog = chair.getByRole("dialog");
    await expect(dialog).toContainText("不可再改");
    await dialog.getByLabel(/会议纪要/).fill("会议逐项评议了三个项目。");
    await dialog.getByLabel(/评审组意见/).fill("建议按所列排序支持。");
    await dialog.getByRole("button", { name: "签署纪要" }).click();
    await expect(dialog.locator('[data-reason="RECUSED_SCORE_COUNTED"]')).toBeVisible();
    await act(WHO.agency, `${REVIEW}/RecordRecusal`, { docket: second.id, reviewer: personOf(ASIDE), ground: "近三年合作" });
    await dialog.getByRole("button", { name: "签署纪要" }).click();
    await expect(chair.locator('[data-state="MINUTED"]').first()).toBeVisible();
    await expect(chair.locator("[data-minutes]")).toContainText("逐项评议");
    const pdf = await chair.request.get(`/papers${path.replace("/meetings/", "/dockets/")}/minutes.pdf`);
    expect(pdf.headers()["content-type"]).toBe("application/pdf");
  });

  await test.step("after the hand-over the officer reads chance and statutory figure side by side", async () => {
    for (const { id } of apps) await act(WHO.agency, `${REVIEW}/CloseReview`, { docket: id, report: COMMENT, chair: personOf(CHAIR) });
    const officer = await as(browser, WHO.officer);
    await officer.goto(`/rank/${call}`);
    const row = officer.locator('tr[data-rank="1"]');
    await expect(row).toContainText(first.title);
    await expect(row.locator("[data-probability]")).toContainText("%");
    await expect(row.locator("[data-figure] svg")).toBeVisible();
    await expect(officer.getByText("评审尚未移交")).toHaveCount(0);
    await officer.goto(path);
    await expect(officer.locator("main")).toContainText("委员1");
    await expect(officer.locator("[data-minutes]")).toBeVisible();
    await accessible(officer, "officer");
    await officer.context().close();
  });
  for (const page of [agency, member, chair]) await page.context().close();
});
