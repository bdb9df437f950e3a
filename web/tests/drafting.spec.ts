import { test, type Page } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { act, call } from "./help/api";
import { allSaved, expect, field, openPart, pasteCells, place, savedAs } from "./help/desk";
import { openCall, personOf, startApplication, submitApplication, TEAMS, WHO, writeProposal } from "./help/district";
import { action, as, look, send } from "./help/page";
import { ownServer } from "./server/own";

ownServer();

const short = () => randomUUID().slice(0, 4);
const status = (page: Page, is: string) => page.locator(`[role="status"][data-status="${is}"]`);

test("two hands on one draft: what does not clash is merged, what clashes is asked, in both orders", async ({ browser }) => {
  test.setTimeout(180_000);
  const team = TEAMS.farming;
  const docket = await startApplication(team, await openCall(`合并演练 ${short()}`), "青菜头机械化采收");
  const mine = await as(browser, team.pi);
  await act(team.pi, "yanlu.application.v1.ApplicationService/NameWriters", { docket, writers: [personOf(team.institution)] });
  const theirs = await as(browser, team.institution);
  await openPart(mine, docket, "body");
  await savedAs(mine, 1);
  await openPart(theirs, docket, "body");
  await savedAs(theirs, 1);
  await expect(mine.locator("[data-others]")).toContainText("田野");
  await expect(theirs.locator("[data-others]")).toContainText(team.name);

  await test.step("different fields merge without a question, and are seen without a reload", async () => {
    await theirs.context().setOffline(true);
    await field(theirs, "body.foundation").fill("对方写的前期基础");
    await field(mine, "body.risk").fill("我写的风险分析");
    await savedAs(mine, 2);
    await theirs.context().setOffline(false);
    await savedAs(theirs, 3);
    await expect(field(theirs, "body.risk")).toHaveValue("我写的风险分析");
    await expect(field(mine, "body.foundation")).toHaveValue("对方写的前期基础", { timeout: 15_000 });
    await expect(place(mine, "body.foundation").locator('[data-field-state="theirs"]')).toBeVisible();
  });

  await test.step("the same field asks, with both texts, and theirs can be taken", async () => {
    await theirs.context().setOffline(true);
    await field(theirs, "body.summary").fill("对方的摘要");
    await field(mine, "body.summary").fill("我的摘要");
    await savedAs(mine, 4);
    await theirs.context().setOffline(false);
    const dialog = theirs.getByRole("dialog");
    await expect(dialog).toContainText("我的摘要");
    await expect(dialog).toContainText("对方的摘要");
    await dialog.getByRole("radio", { name: /采用对方的/ }).check();
    await dialog.getByRole("button", { name: "合并并保存" }).click();
    await expect(field(theirs, "body.summary")).toHaveValue("我的摘要");
    await expect(status(theirs, "clean")).toBeVisible();
  });

  await test.step("the other way round, by keyboard, both are edited into one", async () => {
    await mine.context().setOffline(true);
    await field(mine, "body.summary").fill("我的摘要，补充甲");
    await field(theirs, "body.summary").fill("我的摘要，补充乙");
    await savedAs(theirs, 5);
    await mine.context().setOffline(false);
    const dialog = mine.getByRole("dialog");
    await dialog.getByRole("radio", { name: /保留我的/ }).focus();
    await mine.keyboard.press("ArrowDown");
    await mine.keyboard.press("ArrowDown");
    const both = dialog.getByRole("textbox");
    await expect(both).toHaveValue("我的摘要，补充甲乙");
    await both.fill("我的摘要，补充甲和乙");
    await dialog.getByRole("button", { name: "合并并保存" }).press("Enter");
    await savedAs(mine, 6);
    await expect(field(theirs, "body.summary")).toHaveValue("我的摘要，补充甲和乙", { timeout: 15_000 });
  });

  await test.step("the history says who changed what, and an earlier version is put on top", async () => {
    await mine.getByRole("button", { name: "历史版本" }).click();
    const second = mine.locator('[data-version="2"]');
    await expect(second).toContainText("研究风险及应对措施");
    await second.getByRole("button", { name: "与上一版比较" }).click();
    await expect(second.locator('[data-changed="body.risk"] ins')).toHaveText("我写的风险分析");
    await second.getByRole("button", { name: "恢复这一版" }).click();
    await mine.locator(".ant-modal-confirm").getByRole("button", { name: "恢复这一版" }).click();
    await savedAs(mine, 7);
    await mine.keyboard.press("Escape");
    await expect(field(mine, "body.foundation")).toHaveValue("");
    await expect(field(mine, "body.risk")).toHaveValue("我写的风险分析");
  });
  await mine.context().close();
  await theirs.context().close();
});

test("a cut connection: typing goes on, says so, and everything arrives; a reload keeps it too", async ({ browser }) => {
  const team = TEAMS.machines;
  const docket = await startApplication(team, await openCall(`断网演练 ${short()}`), "断网续写");
  const page = await as(browser, team.pi);
  await openPart(page, docket, "body");
  await savedAs(page, 1);
  await page.context().setOffline(true);
  await field(page, "body.market").fill("断网时写下的市场分析");
  await expect(page.locator('[data-banner="offline"]')).toBeVisible();
  await expect(status(page, "failed")).toBeVisible();
  await expect(place(page, "body.market").locator('[data-field-state="kept"]')).toBeVisible();
  await page.context().setOffline(false);
  await savedAs(page, 2);
  await expect(place(page, "body.market").locator('[data-field-state="saved"]')).toBeVisible();
  await expect(page.locator('[data-banner]')).toHaveCount(0);

  await test.step("a page that is left with unsaved words asks first, and a new one has them", async () => {
    await page.context().setOffline(true);
    await field(page, "body.market").fill("断网时写下的市场分析，又一句");
    await expect(status(page, "failed")).toBeVisible();
    let asked = 0;
    page.on("dialog", (dialog) => {
      asked++;
      void dialog.accept();
    });
    await page.route("**/SaveDraft", (route) => route.abort());
    await page.context().setOffline(false);
    await field(page, "body.market").click(); // a browser asks only where somebody was at work
    await page.reload();
    await expect(field(page, "body.market")).toHaveValue("断网时写下的市场分析，又一句");
    expect(asked).toBe(1);
    await page.unroute("**/SaveDraft");
    await savedAs(page, 3);
    await page.reload();
    await savedAs(page, 3);
    expect(asked, "nothing is asked when nothing is unsaved").toBe(1);
  });

  await test.step("Ctrl+S saves at once", async () => {
    await field(page, "body.risk").fill("立刻保存");
    await page.keyboard.press("Control+s");
    await savedAs(page, 4);
  });
  await page.context().close();
});

test("tables are edited in place, pasted from a spreadsheet, and add up as they are typed", async ({ browser }) => {
  test.setTimeout(180_000);
  const team = TEAMS.digital;
  const docket = await startApplication(team, await openCall(`表格演练 ${short()}`), "表格与经费");
  const page = await as(browser, team.pi);
  await openPart(page, docket, "budget");
  await allSaved(page);
  const sources = place(page, "budget.sources");
  const spending = place(page, "budget.spending");

  await test.step("money is kept in 分, exactly", async () => {
    await page.getByRole("button", { name: "添加一行：经费来源" }).click();
    await sources.getByLabel(/金额/).fill("12.345678");
    await expect(sources.locator('[data-total="amount"]')).toHaveText("12.345678 万元");
    await savedAs(page, 2);
    await page.reload();
    await expect(sources.getByLabel(/金额/)).toHaveValue("12.345678");
  });

  await test.step("cells from a spreadsheet are matched by heading, problems are shown, and it can be undone", async () => {
    await pasteCells(sources.getByLabel(/金额/), "金额（万元）\t来源\n20\t申请科技经费\n40\t单位自筹\n五\t赞助");
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("已按列名对应");
    await expect(dialog.locator("[data-trouble]")).toHaveCount(2);
    await dialog.getByRole("button", { name: "替换原有 1 行" }).click();
    await expect(sources.locator("tbody tr")).toHaveCount(3);
    await expect(sources.locator('[data-total="amount"]')).toHaveText("60 万元");
    await page.getByRole("button", { name: "撤销", exact: true }).click();
    await expect(sources.getByLabel(/金额/)).toHaveValue("12.345678");
    await pasteCells(sources.getByLabel(/金额/), "20\n40");
    await expect(dialog).toContainText("已按顺序对应");
    await dialog.getByRole("button", { name: "替换原有 1 行" }).click();
    await expect(sources.locator('[data-total="amount"]')).toHaveText("60 万元");
  });

  await test.step("both sides of the budget are compared as they are typed", async () => {
    await page.getByRole("button", { name: "从 Excel/WPS 粘贴：经费来源" }).click();
    await page.getByLabel("粘贴区").fill("申请科技经费\t20\n单位自筹\t40");
    await page.getByRole("button", { name: "替换原有 2 行" }).click();
    await page.getByRole("button", { name: "从 Excel/WPS 粘贴：开支预算" }).click();
    await page.getByLabel("粘贴区").fill("科目\t申请经费\t其余经费\n设备费\t10\t20\n业务费\t9.999999\t20");
    await page.getByRole("button", { name: "追加 2 行" }).click();
    await expect(page.locator('[data-gap="requested"]')).toContainText("相差 0.000001 万元");
    await expect(page.locator("[data-line='requested']")).toContainText("33.3%");
    await spending.getByLabel(/申请经费 2/).fill("10");
    await expect(page.locator("[data-gap]")).toHaveCount(0);
    await expect(page.locator('[data-balanced="true"]')).toContainText("来源与支出一致");
  });

  await test.step("rows move and go by keyboard", async () => {
    await spending.getByLabel(/用途说明 1/).fill("第一行");
    await page.keyboard.press("Alt+ArrowDown");
    await expect(spending.getByLabel(/用途说明 2/)).toHaveValue("第一行");
    await spending.getByLabel(/用途说明 1/).press("Enter");
    await expect(spending.getByLabel(/用途说明 2/)).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(spending.locator("tbody tr")).toHaveCount(3);
    await spending.getByRole("button", { name: /删除第 3 行/ }).press("Enter");
    await expect(spending.locator("tbody tr")).toHaveCount(2);
    await allSaved(page);
  });

  await test.step("on a telephone the rows are cards and nothing scrolls sideways", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(spending.locator("table")).toHaveCount(0);
    await expect(spending.getByRole("group", { name: "第 2 行" })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  });
  await page.context().close();
});

test("what is known is brought in, findings lead to their field, and the receipt stays", async ({ browser }) => {
  test.setTimeout(240_000);
  const team = TEAMS.medicine;
  const parent = await openCall(`自检演练 ${short()}`);
  const docket = await startApplication(team, parent, "自检与提交");
  const page = await as(browser, team.pi);

  await test.step("an empty draft begins with what the record says, each answer with its origin", async () => {
    await openPart(page, docket, "cover");
    await expect(field(page, "cover.subject_name")).toHaveValue("自检与提交");
    await expect(place(page, "cover.pi").locator("[data-origin]")).toBeVisible();
    await savedAs(page, 1);
    await field(page, "cover.pi").fill("改过的负责人");
    await expect(place(page, "cover.pi").locator("[data-origin]")).toHaveCount(0);
    await savedAs(page, 2);
    await page.reload();
    await expect(field(page, "cover.pi"), "what was typed is never overwritten").toHaveValue("改过的负责人");
    await field(page, "cover.pi").fill("");
    await page.getByRole("button", { name: /^带入：负责人/ }).click();
    await expect(place(page, "cover.pi").locator("[data-origin]")).toBeVisible();
    await allSaved(page);
  });

  await test.step("the overview shows each part and jumps to the first gap", async () => {
    await page.goto("about:blank");
    const { version } = await call<{ version: string }>(team.pi, "yanlu.docket.v1.DocketService/GetDraft", { docket });
    await writeProposal(team, docket, { "body.summary": "", "budget.spending": [{ subject: "equipment", fiscal: 10_000_000, own: 20_000_000 }] }, Number(version));
    await openPart(page, docket);
    await expect(page.locator('[data-section="cover"]')).toHaveAttribute("data-state", "complete");
    await expect(page.locator('[data-section="body"]')).toHaveAttribute("data-state", "partial");
    await page.getByRole("link", { name: "跳到第一个空缺：项目摘要" }).click();
    await expect(page).toHaveURL(/part=body/);
    await expect(field(page, "body.summary")).toBeFocused();
  });

  await test.step("a part is marked complete apart from saving, for everybody to see", async () => {
    await page.getByRole("button", { name: "标记完成" }).click();
    await expect(page.getByRole("button", { name: "已标记完成" })).toBeVisible();
    await page.getByRole("link", { name: "总览" }).click();
    await expect(page.locator('[data-section="body"]')).toContainText("标记完成");
  });

  await test.step("errors stop the sending, with the way to each; warnings do not", async () => {
    await page.getByRole("link", { name: "提交", exact: true }).click();
    await expect(page.locator('[data-send="blocked"]')).toBeVisible();
    await expect(page.locator("form button[type=submit]:visible")).toHaveCount(0);
    await page.locator('[data-finding="body.summary"] a').click();
    await expect(field(page, "body.summary")).toBeFocused();
    await field(page, "body.summary").fill("面向临床需求的摘要。");
    await page.goto(`/dockets/${docket}?tab=material&part=budget`);
    await place(page, "budget.spending").getByLabel(/申请经费 1/).fill("20");
    await place(page, "budget.spending").getByLabel(/其余经费 1/).fill("40");
    await allSaved(page);
  });

  await test.step("the preview is what reviewers see", async () => {
    await page.getByRole("link", { name: "预览" }).click();
    await expect(page.locator('[data-read="body.summary"]')).toHaveText("面向临床需求的摘要。");
    await expect(page.locator('[data-read="compliance.avoid_experts"]')).toHaveCount(0);
  });

  await test.step("it is sent, and the receipt says number, time, check code and what happens next", async () => {
    await page.getByRole("link", { name: "提交", exact: true }).click();
    await expect(page.locator('[data-send="ready"]')).toBeVisible();
    await page.getByLabel("我已阅读并签署科研诚信承诺书").check();
    await send(page);
    await expect(page).toHaveURL(/\/receipt$/);
    await expect(page.locator("[data-hash]")).toHaveText(/^[0-9a-f]{64}/);
    await expect(page.getByText("本单位审核。")).toBeVisible();
    await act(team.institution, "yanlu.application.v1.ApplicationService/UnitApprove", { docket, opinion: "同意申报" });
    const { number } = await act(WHO.recommender, "yanlu.application.v1.ApplicationService/Recommend", { docket, opinion: "同意推荐" });
    await page.reload();
    await expect(page.locator("[data-number]")).toHaveText(number);
  });

  await test.step("returned, only what was listed can be changed; each point is beside its field", async () => {
    await act(WHO.officer, "yanlu.application.v1.ApplicationService/StartCheck", { docket });
    await act(WHO.officer, "yanlu.application.v1.ApplicationService/ReturnForCorrection", { docket, defects: [{ field: "body.risk", text: "请补充研究风险" }] });
    await openPart(page, docket);
    await expect(page.locator('[data-section="body"]')).toHaveAttribute("data-state", "correct");
    const unit = await as(browser, team.institution);
    await openPart(unit, docket, "body");
    await field(unit, "body.risk").focus();
    await expect(place(page, "body.risk")).toHaveCount(0);
    await page.locator('[data-defect="body.risk"] a').click();
    await expect(field(page, "body.risk")).toBeFocused();
    await expect(place(page, "body.risk").locator("[data-people]"), "who else is at the field").toHaveText("宋文", { timeout: 15_000 });
    await expect(place(unit, "body.risk").locator("[data-people]")).toHaveText("周枳", { timeout: 15_000 });
    await unit.context().close();
    await expect(field(page, "body.summary")).toBeDisabled();
    await expect(place(page, "body.risk")).toContainText("请补充研究风险");
    await field(page, "body.risk").fill("主要风险与应对措施。");
    await page.getByRole("checkbox", { name: "已改好：请补充研究风险" }).check();
    await expect(page.locator("[data-correction]")).toContainText("还有 0 项");
    await allSaved(page);
    await page.getByRole("link", { name: "提交", exact: true }).click();
    await send(page);
    await expect(page).toHaveURL(/\/receipt$/);
    await look(page, "receipt");
  });

  await test.step("an earlier application is copied into a new one", async () => {
    const next = await openCall(`再次申报 ${short()}`);
    await page.goto(`/new/application?call=${next}`);
    await page.getByLabel("项目名称").fill("延续研究");
    await page.getByLabel("推荐单位").click();
    await page.locator(".ant-select-item-option:visible").first().click();
    await page.getByLabel("复制我以前的申报").click();
    await page.locator(".ant-select-item-option:visible").filter({ hasText: "自检与提交" }).first().click();
    await send(page);
    await expect(page).toHaveURL(/tab=material/);
    await page.locator('[data-part="body"]').click();
    await expect(field(page, "body.summary")).toHaveValue("面向临床需求的摘要。");
  });
  await page.context().close();
});

test("every screen of the desk is usable by everyone at both widths", async ({ browser }) => {
  test.setTimeout(300_000);
  const parent = await openCall(`无障碍演练 ${short()}`);
  const docket = await startApplication(TEAMS.materials, parent, "聚氨酯弹性体耐老化关键技术");
  await writeProposal(TEAMS.materials, docket, { "body.summary": "" });
  const page = await as(browser, TEAMS.materials.pi);
  const desk = `/dockets/${docket}?tab=material`;
  for (const [name, path] of Object.entries({
    writing: desk, "writing-body": `${desk}&part=body`, "writing-budget": `${desk}&part=budget`, "writing-files": `${desk}&part=attachments`, "writing-preview": `${desk}&view=preview`,
    "writing-send": `${desk}&view=send`, "new-application": `/new/application?call=${parent}`, questions: `/calls/${parent}/questions`,
  })) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
    if (path.startsWith(desk)) await allSaved(page);
    await look(page, name, { kind: path.startsWith(desk) ? "desk" : name });
  }
  for (const [drawer, button] of [["check", "检查"], ["history", "历史版本"]] as const) {
    await page.goto(desk);
    await allSaved(page);
    await page.getByRole("button", { name: button }).first().click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await look(page, `writing-${drawer}`, { kind: "drawer" });
  }
  await page.context().close();
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

  await unit.getByRole("button", { name: /^当前用户/ }).click();
  await unit.getByLabel("English").check();
  await expect(refusal).toContainText("not eligible");
  await expect(refusal).toContainText("Who can help");
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
