import { AxeBuilder } from "@axe-core/playwright";
import { test, type Page } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { act } from "./help/api";
import { acceptApplication, acceptReview, commission, openCall, personOf, REVIEWERS, scoreReview, startApplication, submitApplication, TEAMS, WHO, writeProposal } from "./help/district";
import { expect } from "./help/desk";
import { as } from "./help/page";
import { ownServer } from "./server/own";

ownServer();

const REVIEW = "yanlu.review.v1.ReviewService";
const HOUR = 3_600_000;
const PANEL = REVIEWERS.slice(0, 5);
const CHAIR = PANEL[0] ?? "";
const MEMBER = PANEL[1] ?? "";

async function accessible(page: Page, what: string): Promise<void> {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await expect(page.locator("h1")).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map((v) => `${what} ${width}: ${v.id} ${v.nodes[0]?.html ?? ""}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${what} is no wider than ${width}`).toBeLessThanOrEqual(width);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${what}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

test("a survey: the timetable is laid out, an applicant asks for another time, the panel records what it found", async ({ browser }) => {
  test.setTimeout(300_000);
  const run = randomUUID().slice(0, 4);
  const teams = [TEAMS.medicine, TEAMS.farming] as const;
  const titles = [`创新药工艺 ${run}`, `稻田监测 ${run}`] as const;
  const call = await openCall(`现场考察批次 ${run}`, 14_000, 50_000_000n);
  const apps: string[] = [];
  for (const [n, team] of teams.entries()) {
    const id = await startApplication(team, call, titles[n] ?? "");
    await writeProposal(team, id);
    await submitApplication(team, id);
    apps.push(id);
  }
  for (const id of apps) await acceptApplication(id);
  await commission(call);
  for (const id of apps) {
    await act(WHO.agency, `${REVIEW}/AssignReview`, { docket: id, reviewers: PANEL.map(personOf), due: new Date(Date.now() + HOUR).toISOString() });
    await Promise.all(PANEL.map((reviewer) => acceptReview(reviewer, id)));
    for (const reviewer of PANEL) await scoreReview(reviewer, id, 0.9);
  }
  const agency = await as(browser, WHO.agency);

  await test.step("the agency calls a survey and lays out its timetable", async () => {
    await agency.goto(`/meetings?call=${call}`);
    await agency.getByRole("button", { name: "召集评审会" }).click();
    await agency.getByLabel("评审组组长").selectOption(personOf(CHAIR));
    await agency.getByRole("radio", { name: "现场考察" }).check();
    await agency.getByLabel(/开会时间/).fill("2027-12-01 09:00:00");
    await agency.keyboard.press("Tab");
    await agency.getByRole("button", { name: "召集评审会" }).click();
    const table = agency.getByRole("region", { name: "时间表" });
    await agency.getByRole("button", { name: "开会" }).click();
    await expect(agency.locator('[data-reason="SLOTS_MISSING"]')).toBeVisible();
    await table.getByLabel("每个项目（分钟）").fill("90");
    await table.getByLabel("项目间隔（分钟）").fill("60");
    await table.getByLabel("请携带的材料").fill("设备购置合同");
    await table.getByRole("button", { name: "试排" }).press("Enter");
    await expect(table.locator("[data-proposal]")).toContainText("2027-12-01 11:30");
    await table.getByRole("button", { name: "按此排定并通知" }).click();
    await expect(table.locator('[data-slot="2"]')).toContainText("2027-12-01 11:30");
    await accessible(agency, "timetable");
  });
  const path = new URL(agency.url()).pathname;

  await test.step("the applicant reads its own slot only, confirms who comes, and asks once for another time", async () => {
    const applicant = await as(browser, teams[1].pi);
    await applicant.goto(`/dockets/${apps[1] ?? ""}`);
    const card = applicant.getByRole("region", { name: "现场考察安排" });
    await expect(card).toContainText("2027-12-01 11:30");
    await expect(card).toContainText("设备购置合同");
    await expect(applicant.locator("main")).not.toContainText("09:00");
    await expect(applicant.locator("main")).not.toContainText(titles[0]);
    await accessible(applicant, "applicant");
    await card.getByRole("button", { name: "确认到场人员" }).click();
    await applicant.getByRole("textbox", { name: /到场人员/ }).fill("项目负责人、财务负责人");
    await applicant.getByRole("button", { name: "确认到场人员" }).last().click();
    await applicant.goto(`/dockets/${apps[1] ?? ""}`);
    await expect(card).toContainText("项目负责人、财务负责人");
    await card.getByRole("button", { name: "申请另行安排时间" }).click();
    await applicant.getByRole("textbox", { name: /改期理由/ }).fill("上午设备停电检修");
    await applicant.getByRole("button", { name: "申请另行安排时间" }).last().click();
    await applicant.goto(`/dockets/${apps[1] ?? ""}`);
    await expect(card).toContainText("等待评审机构答复");
    await expect(card.getByRole("button", { name: "申请另行安排时间" })).toHaveCount(0);
    await applicant.context().close();
  });

  await test.step("the agency grants another time; one that is taken is refused with a sentence", async () => {
    await agency.getByRole("button", { name: `答复改期申请：${titles[1]}` }).click();
    const dialog = agency.getByRole("dialog");
    const time = dialog.getByLabel(/改期后的开始时间/);
    await time.fill("2027-12-01 09:30:00");
    await agency.keyboard.press("Tab");
    await dialog.getByRole("button", { name: "答复改期申请" }).click();
    await expect(dialog.locator('[data-reason="SLOT_OVERLAP"]')).toBeVisible();
    await time.fill("2027-12-01 14:00:00");
    await agency.keyboard.press("Tab");
    await dialog.getByRole("button", { name: "答复改期申请" }).click();
    await expect(agency.locator('[data-slot="2"]')).toContainText("2027-12-01 14:00");
    await expect(agency.locator('[data-slot="2"]')).toContainText("已同意改期");
  });

  await test.step("a member records what was found, with a photograph; the panel and nobody else reads it", async () => {
    await agency.getByRole("button", { name: "开会" }).click();
    await expect(agency.locator('[data-state="OPEN"]').first()).toBeVisible();
    await agency.getByRole("button", { name: `登记申报单位到场：${titles[1]}` }).click();
    const mark = agency.getByRole("dialog");
    await mark.getByRole("radio", { name: "迟到" }).check();
    await mark.getByLabel(/到场人员/).fill("项目负责人");
    await mark.getByRole("button", { name: "登记申报单位到场" }).click();
    await expect(agency.locator('[data-item="2"] [data-attendance="late"]')).toContainText("项目负责人");

    const member = await as(browser, MEMBER);
    await member.goto(path);
    await member.getByRole("button", { name: `记录考察情况：${titles[1]}` }).click();
    const dialog = member.getByRole("dialog");
    await dialog.locator('input[type="file"]').setInputFiles({ name: "一号厂房.png", mimeType: "image/png", buffer: Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64") });
    await expect(dialog.getByText("一号厂房.png", { exact: true })).toBeVisible();
    await dialog.getByLabel(/考察时间/).fill("2026-01-05 14:00:00");
    await member.keyboard.press("Tab");
    await dialog.getByLabel(/考察地点/).fill("一号厂房");
    await dialog.getByLabel(/场地设备/).fill("反应釜两台已安装");
    await dialog.getByLabel(/考察结论/).fill("与申报材料一致");
    await dialog.getByRole("button", { name: "记录考察情况" }).click();
    const found = member.locator('[data-item="2"] [data-findings="1"]');
    await expect(found).toContainText("反应釜两台已安装");
    const photo = await found.getByRole("link", { name: "一号厂房.png" }).getAttribute("href") ?? "";
    expect((await member.request.get(photo)).status()).toBe(200);
    await accessible(member, "findings");
    const officer = await as(browser, WHO.officer);
    expect((await officer.request.get(photo)).status()).toBe(404);
    await officer.goto(path);
    await expect(officer.locator("main")).not.toContainText("反应釜两台已安装");
    await officer.context().close();

    const chair = await as(browser, CHAIR);
    await chair.goto(path);
    await expect(chair.locator('[data-item="2"]')).toContainText("与申报材料一致");
    await chair.locator('[data-item="1"]').getByRole("button", { name: "合议评分" }).click();
    const consensus = chair.getByRole("dialog");
    await consensus.getByLabel(/合议分/).fill("80");
    await consensus.getByLabel(/合议理由/).fill("一致");
    await consensus.getByRole("button", { name: "合议评分" }).click();
    await expect(consensus.locator("[data-reason]")).toBeVisible();
    await chair.context().close();
    await member.context().close();
  });
  await agency.context().close();
});
