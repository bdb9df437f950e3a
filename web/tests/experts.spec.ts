// Journeys of the pool of experts: somebody new registers and is verified; a
// spreadsheet with bad rows; nobody leaves with open reviews.

import { AxeBuilder } from "@axe-core/playwright";
import { expect as standard, test, type Page } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { act, call } from "./help/api";
import { acceptReview, personOf, REVIEWERS, scoreReview, TEAMS, toCommissioned, WHO } from "./help/district";
import { as, choose, visitor } from "./help/page";
import { ownServer } from "./server/own";

ownServer();

const REVIEW = "yanlu.review.v1.ReviewService";
const MEETING = "yanlu.review.v1.MeetingService";
const PASSWORD = "Spring-River-7";
/** A busy machine shows a page late. */
const expect = standard.configure({ timeout: 30_000 });
const unique = (name: string): string => `${name}${randomUUID().slice(0, 4)}`;

/** Nothing wider than the screen, nothing serious for axe, at both widths. */
async function clean(page: Page, name: string): Promise<void> {
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wider, `${name} at ${width} is wider than the screen`).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter((one) => one.impact === "serious" || one.impact === "critical");
    expect(serious.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`), `${name} at ${width}`).toEqual([]);
    if (process.env.YANLU_SHOTS) await page.screenshot({ path: `${process.env.YANLU_SHOTS}/${name}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

test("somebody new registers, is verified and stands in the pool", async ({ browser }) => {
  test.setTimeout(240_000);
  const name = unique("自荐专家");
  const { page, context } = await visitor(browser);
  await page.goto("/join-experts");
  await page.getByLabel("姓名").fill(name);
  await page.getByLabel("电子邮箱").fill(`${randomUUID().slice(0, 8)}@example.invalid`);
  await page.getByLabel("登录名").fill(`e${randomUUID().slice(0, 8)}`);
  await page.getByLabel("设置密码").fill(PASSWORD);
  await clean(page, "experts-join");
  await page.getByRole("button", { name: "建立账号" }).click();
  await expect(page.getByRole("heading", { name: "我的专家档案" })).toBeVisible();
  await expect(page.getByLabel("职称")).toBeVisible();
  await page.getByRole("button", { name: "提交登记" }).click();
  await expect(page.getByText("请确认承诺")).toBeVisible();
  await page.getByLabel("职称").fill("教授");
  await choose(page, page.getByRole("combobox", { name: "学科" }), "高分子材料");
  await page.keyboard.press("Escape");
  const job = page.locator('[data-line="employments-0"]');
  await job.getByLabel("单位").fill("东屿大学（演示）");
  await job.getByLabel("起始日期").fill("2018-09-01");
  await page.getByLabel("我承诺以上内容真实、完整，并已声明全部应声明的关系").check();
  await clean(page, "experts-mine");
  await page.getByRole("button", { name: "提交登记" }).click();
  await expect(page.locator('[data-expert-status="candidate"]')).toBeVisible();

  const officer = await as(browser, WHO.officer);
  await officer.goto("/inbox");
  await officer.getByRole("link", { name: `请核验咨询专家：${name}` }).click();
  await expect(officer.getByRole("heading", { name, level: 1 })).toBeVisible();
  await clean(officer, "experts-file");
  await officer.locator('[data-act="verify"]').click();
  await officer.getByLabel("核验了什么（可不填）").fill("已核对职称证书");
  await officer.getByRole("button", { name: "确认" }).click();
  await expect(officer.locator('[data-expert-status="active"]')).toBeVisible();
  await officer.goto(`/experts?q=${encodeURIComponent(name)}&status=active`);
  await expect(officer.locator("[data-expert]")).toHaveCount(1);
  await expect(officer.locator("[data-expert]")).toContainText("东屿大学（演示）");
  await clean(officer, "experts-list");
  await officer.getByRole("link", { name }).first().click();
  await officer.getByRole("tab", { name: "变更记录" }).click();
  await expect(officer.getByText("核验入库").first()).toBeVisible();
  await clean(officer, "experts-history");

  await page.goto("/inbox");
  await expect(page.getByText("您已通过核验，成为咨询专家")).toBeVisible();
  await context.close();
  await officer.context().close();
});

test("a spreadsheet: two bad rows are reported, the good one is kept", async ({ browser }) => {
  test.setTimeout(180_000);
  const name = unique("导入专家");
  const rows = [
    "姓名,电子邮箱,职称,工作单位,任职起始,专家类别,学科代码",
    `${name},${randomUUID().slice(0, 8)}@example.invalid,教授,东屿大学（演示）,2016-09,技术,S0201`,
    "没有邮箱,不是邮箱,教授,东屿大学（演示）,2016-09,技术,S0201",
    `类别不对,${randomUUID().slice(0, 8)}@example.invalid,教授,东屿大学（演示）,2016-09,木匠,S0201`,
  ].join("\n");
  const officer = await as(browser, WHO.officer);
  await officer.goto("/experts/import");
  await officer.getByLabel("选择文件").setInputFiles({ name: "专家.csv", mimeType: "text/csv", buffer: Buffer.from(rows) });
  await officer.getByRole("button", { name: "只检查" }).click();
  await expect(officer.locator('[data-import="checked"]')).toContainText("可导入 1 人，已在库 0 人，未通过 2 行");
  await officer.getByRole("button", { name: /导\s*入/, exact: false }).last().click();
  const report = officer.locator('[data-import="kept"]');
  await expect(report).toContainText("已导入 1 人，已在库 0 人，未通过 2 行");
  await expect(report.locator('[data-bad-row="3"]')).toContainText("电子邮箱");
  await expect(report.locator('[data-bad-row="4"]')).toContainText("专家类别");
  await clean(officer, "experts-import");
  await report.getByRole("link", { name }).click();
  await officer.locator('[data-act="verify"]').click();
  await officer.getByRole("button", { name: "确认" }).click();
  const link = await officer.getByRole("group", { name: "开通账号的链接" }).locator("code").innerText();
  await officer.getByRole("button", { name: /完\s*成/ }).click();

  const { page, context } = await visitor(browser);
  await page.goto(new URL(link).pathname + new URL(link).hash);
  await page.getByLabel("登录名").fill(`i${randomUUID().slice(0, 8)}`);
  await page.getByLabel("设置密码").fill(PASSWORD);
  await page.getByLabel("再次输入密码").fill(PASSWORD);
  await page.getByRole("button", { name: "建立账号并接受" }).click();
  await expect(page).toHaveURL(/\/queue$/);
  await page.goto("/experts/mine");
  await expect(page.locator('[data-expert-status="active"]')).toBeVisible();
  await context.close();

  const stranger = await as(browser, TEAMS.farming.institution);
  await stranger.goto("/experts");
  await expect(stranger.getByText("专家库中还没有人")).toBeVisible();
  await clean(stranger, "experts-empty");
  await stranger.context().close();
  await officer.context().close();
});

test("nobody is suspended while reviews are open", async ({ browser }) => {
  test.setTimeout(240_000);
  const ready = await toCommissioned(TEAMS.materials, unique("专家暂停演练"));
  const panel = REVIEWERS.slice(0, 5);
  await act(WHO.agency, `${REVIEW}/AssignReview`, { docket: ready.project, reviewers: panel.map(personOf) });
  const officer = await as(browser, WHO.officer);
  await officer.goto(`/experts/${personOf(panel[0] ?? "")}`);
  const suspend = async (why: string) => {
    await officer.locator('[data-act="suspend"]').click();
    await officer.getByLabel("原因（本人可见）").fill(why);
    await officer.getByRole("button", { name: "确认" }).click();
  };
  await suspend("多次逾期");
  await expect(officer.locator('[data-reason="EXPERT_HAS_OPEN_REVIEWS"]')).toBeVisible();
  await clean(officer, "experts-refused");
  await officer.goto(`/experts/${personOf("yantinglan")}`);
  await suspend("借调期间");
  await expect(officer.locator('[data-expert-status="suspended"]')).toBeVisible();
  await expect(officer.getByText("原因：借调期间")).toBeVisible();
  const { experts } = await call<{ experts?: unknown[] }>(WHO.officer, "yanlu.review.v1.ExpertService/ListExperts", { query: "严听澜", free: true });
  expect(experts ?? []).toHaveLength(0);
  await officer.goto("/experts/fees");
  await expect(officer.getByRole("heading", { name: "专家咨询费" })).toBeVisible();
  await clean(officer, "experts-fees");
  await officer.goto("/experts/statistics");
  await expect(officer.getByRole("heading", { name: "按领域" })).toBeVisible();
  await clean(officer, "experts-statistics");
  await officer.context().close();
});

/** A review whose panel met: all were there but the first, and the minutes are signed. It is not closed. */
async function met(title: string): Promise<Awaited<ReturnType<typeof toCommissioned>> & { panel: readonly string[] }> {
  const ready = await toCommissioned(TEAMS.farming, title);
  const panel = REVIEWERS.slice(0, 5);
  const chair = panel[4] ?? "";
  await act(WHO.agency, `${REVIEW}/AssignReview`, { docket: ready.project, reviewers: panel.map(personOf) });
  await Promise.all(panel.map((reviewer) => acceptReview(reviewer, ready.project)));
  for (const reviewer of panel) await scoreReview(reviewer, ready.project, 0.8);
  const at = new Date(Date.now() + 3_600_000).toISOString();
  const made = await act(WHO.agency, `${MEETING}/ConveneMeeting`, { call: ready.call, agenda: [ready.project], chair: personOf(chair), mode: "panel", at, place: "三楼会议室" });
  const meeting = made.docket.id;
  await act(WHO.agency, `${MEETING}/OpenMeeting`, { docket: meeting });
  for (const [i, reviewer] of panel.entries()) await act(WHO.agency, `${MEETING}/MarkPresence`, { docket: meeting, person: personOf(reviewer), presence: i === 0 ? "absent" : "present" });
  await act(chair, `${MEETING}/SignMinutes`, { docket: meeting, minutes: "会议讨论了一个项目。", report: "建议支持。" });
  return { ...ready, panel };
}

test("who sat in a meeting is paid for the day, and a day is corrected with a reason", async ({ browser }) => {
  test.setTimeout(300_000);
  const title = unique("评审费演练");
  const { call: batch, project, panel } = await met(title);
  const [away = "", sat = ""] = panel;
  const fees = `/experts/fees?call=${batch}`;
  const agency = await as(browser, WHO.agency);
  await agency.goto(fees);
  const row = (page: Page, login: string) => page.locator(`[data-fee="${personOf(login)}"]`);
  const days = (page: Page, login: string) => page.locator(`[data-sat-of="${personOf(login)}"]`);
  await expect(row(agency, sat)).toContainText("1,500.00");
  await expect(days(agency, sat)).toContainText("纪要");
  await expect(days(agency, away)).toHaveCount(0);
  await clean(agency, "experts-fees-met");

  await test.step("the officer reads nothing before the round is closed", async () => {
    const officer = await as(browser, WHO.officer);
    await officer.goto(fees);
    await expect(officer.getByText("没有应付的咨询费")).toBeVisible();
    await officer.context().close();
  });

  await test.step("the agency makes it half a day", async () => {
    await days(agency, sat).getByRole("button", { name: /更正/ }).click();
    const dialog = agency.getByRole("dialog");
    await dialog.getByRole("button", { name: "确认" }).click();
    await expect(dialog.getByText("请写明原因")).toBeVisible();
    await dialog.getByLabel("计费").selectOption("half");
    await dialog.getByLabel("依据或更正理由").fill("下午提前离会");
    await clean(agency, "experts-fees-correct");
    await dialog.getByRole("button", { name: "确认" }).click();
    await expect(row(agency, sat)).toContainText("900.00");
    await expect(days(agency, sat)).toContainText("下午提前离会");
  });

  await test.step("once it is closed an officer enters who was forgotten", async () => {
    await act(WHO.agency, `${REVIEW}/CloseReview`, { docket: project, report: "建议支持。", chair: personOf(sat) });
    const officer = await as(browser, WHO.officer);
    await officer.goto(fees);
    await officer.getByRole("button", { name: "登记评审天数" }).click();
    const dialog = officer.getByRole("dialog");
    await dialog.getByLabel("批次").selectOption(batch);
    await dialog.getByLabel(/查找专家/).fill("陆知远");
    await dialog.getByLabel("姓名", { exact: true }).selectOption(personOf(away));
    await dialog.getByLabel("到会日期").fill("2026-03-02");
    await dialog.getByLabel("依据或更正理由").fill("漏登，补签到表");
    await clean(officer, "experts-fees-record");
    await dialog.getByRole("button", { name: "确认" }).click();
    await expect(days(officer, away)).toContainText("漏登，补签到表");
    const [sheet] = await Promise.all([officer.waitForEvent("download"), officer.getByRole("button", { name: /电子表格|导出/ }).click()]);
    expect(sheet.suggestedFilename()).toMatch(/^专家咨询费-.*\.xlsx$/);
    await officer.context().close();
  });

  const expert = await as(browser, sat);
  await expert.goto("/experts/fees");
  await expect(days(expert, sat)).toContainText("下午提前离会");
  await expect(expert.getByRole("button", { name: "登记评审天数" })).toHaveCount(0);
  await clean(expert, "experts-fees-own");
  await expert.context().close();
  await agency.context().close();
});
