import { expect, test, type Page } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { act } from "./help/api";
import { openCall, startApplication, submitApplication, TEAMS, writeProposal } from "./help/district";
import { action, as, saved, send } from "./help/page";

const field = (page: Page, path: string) => page.locator(`[data-field="${path}"] textarea, [data-field="${path}"] input`).first();

test("two hands on one draft: what does not clash is merged, what clashes is asked", async ({ browser }) => {
  const team = TEAMS.farming;
  const docket = await startApplication(team, await openCall(`合并演练 ${randomUUID().slice(0, 4)}`), "青菜头机械化采收");
  const mine = await as(browser, team.pi);
  const theirs = await as(browser, team.pi);
  await mine.goto(`/dockets/${docket}?tab=material`);
  await expect(saved(mine)).toContainText("第 1 版");
  await theirs.goto(`/dockets/${docket}?tab=material`);
  await expect(saved(theirs)).toContainText("第 1 版");

  await test.step("different fields merge without a question", async () => {
    await field(theirs, "body.foundation").fill("对方写的前期基础");
    await expect(saved(theirs)).toContainText("第 2 版");
    await field(mine, "body.risk").fill("我写的风险分析");
    await expect(saved(mine)).toContainText("第 3 版");
    await expect(field(mine, "body.foundation")).toHaveValue("对方写的前期基础");
  });

  await test.step("the same field asks, with both texts, and loses neither", async () => {
    await theirs.reload();
    await expect(field(theirs, "body.risk")).toHaveValue("我写的风险分析");
    await field(mine, "body.summary").fill("我的摘要");
    await expect(saved(mine)).toContainText("第 4 版");
    await field(theirs, "body.summary").fill("对方的摘要");
    const dialog = theirs.getByRole("dialog");
    await expect(dialog).toContainText("我的摘要");
    await expect(dialog).toContainText("对方的摘要");
    await dialog.getByRole("radio", { name: /采用对方的/ }).check();
    await dialog.getByRole("button", { name: "合并并保存" }).click();
    await expect(field(theirs, "body.summary")).toHaveValue("我的摘要");
    await field(theirs, "body.summary").fill("我的摘要，经商量补充");
    await expect(saved(theirs)).toContainText("第 5 版");
  });

  await test.step("money is kept in 分, exactly, and a table is edited in place", async () => {
    await theirs.getByRole("button", { name: "添加一行：经费来源" }).click();
    const row = theirs.locator('[data-field="budget.sources"] [role="group"]').last();
    await row.getByLabel(/金额/).fill("12.345678");
    await expect(saved(theirs)).toContainText("第 6 版");
    await theirs.reload();
    await expect(theirs.locator('[data-field="budget.sources"]').getByLabel(/金额/)).toHaveValue("12.345678");
  });

  await test.step("what was typed without a connection comes back", async () => {
    await theirs.context().setOffline(true);
    await field(theirs, "body.market").fill("断网时写下的市场分析");
    await expect(theirs.locator('[role="status"][data-status="failed"]')).toBeVisible();
    await theirs.context().setOffline(false);
    theirs.on("dialog", (dialog) => void dialog.accept());
    await theirs.reload();
    await expect(field(theirs, "body.market")).toHaveValue("断网时写下的市场分析");
    await expect(saved(theirs)).toContainText(/第 [78] 版/);
  });
  await mine.context().close();
  await theirs.context().close();
});

test("the language is switched and kept; a refusal says why and who can help", async ({ browser }) => {
  const team = TEAMS.hospital;
  const first = await startApplication(team, await openCall(`限项演练一 ${randomUUID().slice(0, 4)}`), "慢病管理一");
  await writeProposal(team, first);
  await submitApplication(team, first);
  const second = await startApplication(team, await openCall(`限项演练二 ${randomUUID().slice(0, 4)}`), "慢病管理二");
  await writeProposal(team, second);
  await act(team.pi, "yanlu.application.v1.ApplicationService/SendToUnit", { docket: second, pledged: true });

  const unit = await as(browser, team.institution);
  await unit.goto(`/dockets/${second}`);
  await action(unit, "unit_approve").click();
  await send(unit);
  const refusal = unit.locator('[role="alert"][data-reason="NOT_ELIGIBLE"]');
  await expect(refusal).toContainText("不符合申报条件");
  await expect(refusal).toContainText("可协助");
  await expect(unit.locator('[data-violation^="elig.pi."]').first()).toContainText("项目负责人");

  await unit.getByRole("button", { name: "切换到英文" }).click();
  await expect(refusal).toContainText("not eligible");
  await expect(refusal).toContainText("Who can help");
  await expect(unit.getByRole("tab", { name: "Timeline" })).toBeVisible();
  await expect(unit.locator("html")).toHaveAttribute("lang", "en");
  await unit.reload();
  await expect(unit.getByRole("link", { name: "My queue" })).toBeVisible();

  const pi = await as(browser, team.pi);
  await pi.goto(`/dockets/${second}`);
  await expect(pi.locator('[data-refused="unit_approve"]')).toContainText("此步由");
  await pi.goto("/dockets/no-such-docket");
  await expect(pi.getByRole("alert")).toBeVisible();
  await unit.context().close();
  await pi.context().close();
});
