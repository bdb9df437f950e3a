import { expect, test } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { base, call } from "./help/api";
import { openCall, TEAMS, WHO, writeProposal } from "./help/district";
import { action, as, choose, PASSWORD, saved, send, state, visitor } from "./help/page";
import { ownServer } from "./server/own";

ownServer();

const TITLE = "聚氨酯弹性体耐老化关键技术";

test("an applicant submits with a mistake, mends it, and receives a number", async ({ browser }) => {
  const team = TEAMS.materials;
  const title = `${TITLE} ${randomUUID().slice(0, 4)}`;
  const parent = await openCall(`申报演练 ${title}`);
  const { page } = await visitor(browser);

  await test.step("a call leads to signing in and back to the new application", async () => {
    await page.goto(`${base()}/calls/${parent}`);
    await page.getByRole("link", { name: "登录后申报" }).click();
    await page.getByLabel("登录名").fill(team.pi);
    await page.getByLabel("密码", { exact: true }).fill("wrong-password-1");
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await page.getByLabel("密码", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: "开始申报" })).toBeVisible();
  });

  await test.step("the application begins; what the record knows is not typed again", async () => {
    await page.getByLabel("项目名称").fill(title);
    await choose(page, page.getByLabel("推荐单位"), "涪陵科技创新促进会");
    await send(page);
    await expect(page).toHaveURL(/\/dockets\/.+tab=material/);
    await page.locator('[data-section="cover"] a').click();
    await expect(page.getByLabel(/^课题名称/)).toHaveValue(title);
    await expect(saved(page)).toContainText(/已保存 \d\d:\d\d · 第 1 版/);
  });
  const docket = /dockets\/([^?]+)/.exec(page.url())?.[1] ?? "";

  await test.step("a submission with a gap is refused with the sentence and the way to the field", async () => {
    await page.goto("about:blank");
    await writeProposal(team, docket, { "body.summary": "" }, 1);
    await page.goto(`${base()}/dockets/${docket}`);
    await action(page, "send_to_unit").click();
    await page.getByLabel("我已阅读并签署科研诚信承诺书").check();
    await send(page);
    await expect(page.locator('[data-violation="body.summary"]')).toContainText("项目摘要");
    await page.locator('[data-violation="body.summary"]').getByRole("link", { name: "前往填写" }).click();
    const summary = page.locator('[data-field="body.summary"] textarea');
    await expect(summary).toBeFocused();
    await summary.fill("针对户外工况下的老化机理开展研究，形成可中试的配方与工艺。");
    await expect(saved(page)).toContainText(/第 3 版/);
  });

  await test.step("mended, it goes to the institution", async () => {
    await page.getByRole("tab", { name: "办理" }).click();
    await action(page, "send_to_unit").click();
    await page.getByLabel("我已阅读并签署科研诚信承诺书").check();
    await send(page);
    await expect(state(page)).toHaveAttribute("data-state", "UNIT_CHECK");
  });

  await test.step("the institution finds it in the queue and approves", async () => {
    const unit = await as(browser, team.institution);
    await unit.goto("/queue");
    await unit.getByRole("link", { name: title }).click();
    await action(unit, "unit_approve").click();
    await unit.getByLabel(/审核意见/).fill("同意申报");
    await send(unit);
    await expect(state(unit)).toHaveAttribute("data-state", "RECOMMENDING");
    await unit.context().close();
  });

  await test.step("the recommending body recommends: a number is given, a snapshot taken", async () => {
    const body = await as(browser, WHO.recommender);
    await body.goto("/queue");
    await body.getByRole("link", { name: title }).click();
    await action(body, "recommend").click();
    await send(body);
    await expect(body.locator("[data-number]")).toHaveText(/^SQ-\d{4}-\d{6}$/);
    const number = await body.locator("[data-number]").innerText();
    await expect(state(body)).toHaveAttribute("data-state", "SUBMITTED");
    await page.reload();
    await expect(page.locator("[data-code]")).toContainText(number);
    await page.getByRole("tab", { name: "快照" }).click();
    await expect(page.getByText("SHA-256")).toBeVisible();
    await page.getByRole("tab", { name: "历史" }).click();
    await expect(page.locator('[data-event="recommend"]')).toBeVisible();
    await body.context().close();
  });

  const { dockets } = await call<{ dockets: { id: string }[] }>(WHO.officer, "yanlu.docket.v1.DocketService/ListQueue", {});
  expect(dockets.map((one) => one.id)).toContain(docket);
  await page.context().close();
});
