import { expect, test } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { act } from "./help/api";
import { TEAMS, toNotice, WHO } from "./help/district";
import { action, as, send, visitor } from "./help/page";
import { ownServer } from "./server/own";

ownServer();

// The practice notice runs for two seconds. A first objection stops its clock,
// so that the page shows a notice that stands while a second one is filed.

test("the public reads the notice and objects; discipline answers; the number tells how far it is", async ({ browser }) => {
  const { project, title, objection } = await toNotice(TEAMS.medicine, `道地药材质量控制 ${randomUUID().slice(0, 4)}`);
  const { page, context } = await visitor(browser);
  let number = "";

  await test.step("without an account: notice, form, number", async () => {
    await page.goto("/notices");
    await page.getByRole("link", { name: title }).click();
    await expect(page.getByText("公示计时暂停")).toBeVisible();
    await page.getByRole("button", { name: "提出异议" }).click();
    await page.getByLabel("异议人").fill("郑女士");
    await page.getByLabel(/异议事项与理由/).fill("申报材料中的专利不属于申报单位。");
    await page.getByLabel(/证据线索/).fill("国家知识产权局公开的专利登记簿。");
    await send(page);
    await expect(page.getByText(/请填写「?联系方式/)).toBeVisible();
    await page.getByLabel(/联系方式/).fill("zheng@example.invalid");
    await send(page);
    await expect(page.getByText("异议已收到")).toBeVisible();
    number = await page.locator("[data-number]").innerText();
    expect(number).not.toBe(objection);
    await page.getByRole("link", { name: "查询办理进展" }).click();
    await expect(page.locator('[data-status="open"]')).toContainText("尚未答复");
  });

  await test.step("discipline reads what was filed and answers in writing", async () => {
    const discipline = await as(browser, WHO.discipline);
    await discipline.goto(`/dockets/${project}`);
    await discipline.getByRole("button", { name: `查看异议 ${number}` }).click();
    await expect(discipline.getByText("郑女士")).toBeVisible();
    await action(discipline, "dismiss").click();
    await discipline.getByLabel(/异议编号/).fill(number);
    await discipline.getByLabel(/书面答复/).fill("经核，所列专利已许可申报单位使用，异议不成立。");
    await send(discipline);
    await expect(discipline.getByText(/已办理/).first()).toBeVisible();
    await discipline.context().close();
  });

  await test.step("the author sees the answer; the applicant never sees the author", async () => {
    await page.reload();
    await expect(page.locator('[data-status="dismissed"]')).toContainText("异议不成立");
    await page.goto(`/objections?number=${encodeURIComponent("YY-0000-000000")}`);
    await expect(page.getByRole("alert")).toBeVisible();
    const pi = await as(browser, TEAMS.medicine.pi);
    await pi.goto(`/dockets/${project}`);
    await expect(pi.getByRole("tab", { name: "办理" })).toBeVisible();
    await expect(pi.getByText("郑女士")).toHaveCount(0);
    await pi.context().close();
  });
  await act(WHO.discipline, "yanlu.award.v1.AwardService/DismissObjection", { docket: project, objection, answer: "数据已复核，异议不成立。" });
  await context.close();
});
