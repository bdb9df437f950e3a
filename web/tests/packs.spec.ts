import { expect as demand, test, type Locator, type Page } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { act, call, getDocket, inState, until } from "./help/api";
import { SHIPPED, startApplication, submitApplication, TEAMS, WHO, writeProposal } from "./help/district";
import { as, look } from "./help/page";
import { ownServer } from "./server/own";

ownServer();

// A pack is a long page; a busy machine takes its time to draw it.
const expect = demand.configure({ timeout: 30_000 });

const PROGRAMME = "yanlu.programme.v1.ProgrammeService";
const APPLICATION = "yanlu.application.v1.ApplicationService";

/** Opens a call under a version of the practice rules. */
async function openCallUnder(packVersion: string, title: string): Promise<string> {
  const { docket: { id: docket } } = await act(WHO.officer, `${PROGRAMME}/CreateCall`, { template: "application-development", title, packCode: "practice", packVersion });
  await act(WHO.officer, `${PROGRAMME}/ConsultCall`, { docket });
  const { docket: consulting } = await getDocket(WHO.officer, docket);
  const ends = new Date(String(consulting.facts?.consultation?.ends ?? Date.now())).getTime();
  await new Promise((resolve) => { setTimeout(resolve, Math.max(0, ends - Date.now() + 50)); });
  await act(WHO.director, `${PROGRAMME}/ApproveCall`, { docket, answers: "已采纳", minutes: "会议纪要〔2026〕1号" });
  await act(WHO.officer, `${PROGRAMME}/PublishCall`, { docket, opensAt: new Date(Date.now() - 1000).toISOString(), closesAt: new Date(Date.now() + 3_600_000).toISOString() });
  await until(WHO.officer, docket, inState("OPEN"), "open");
  return docket;
}

const tab = (page: Page, key: string): Locator => page.locator(`[data-tab="${key}"]`);
const settled = async (page: Page): Promise<void> => expect(page.locator("[data-saving]")).toHaveAttribute("data-saving", "clean");

async function begin(page: Page, version: string): Promise<void> {
  await page.goto("/packs");
  await page.locator(`[data-pack="practice ${SHIPPED}"] a`).click();
  await expect(page.locator('[data-rule="elig.unit.registered_months"]')).toContainText("12 个月");
  await page.getByRole("button", { name: "在此基础上修改" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("版本号").fill(version);
  await dialog.getByRole("button", { name: "开始修改" }).click();
  await expect(page).toHaveURL(/\/packs\/drafts\//);
}

/** Changes a rule without a reason, is told so, follows the link and mends it. */
async function editRule(page: Page): Promise<void> {
  await page.getByLabel("查找规则、字段或说明").fill("注册满");
  await page.getByRole("button", { name: "修改：注册满N个月" }).click();
  await page.getByRole("textbox", { name: "注册满N个月", exact: true }).fill("1200");
  await settled(page);
  await expect(page.locator("[data-defects]")).toHaveAttribute("data-defects", "1");
  await expect(page.getByRole("button", { name: "提交批准" })).toBeDisabled();
  await page.getByRole("link", { name: /为什么这样改/ }).click();
  await page.getByLabel("修改理由：注册满N个月").fill("支持经营稳定的单位");
  await settled(page);
  await expect(page.locator("[data-defects]")).toHaveAttribute("data-defects", "0");
  await expect(page.locator('[data-rule="elig.unit.registered_months"]')).toContainText("本单位默认值");
}

/** Adds a field, words it, sees it as applicants will, and moves it by keyboard; undo brings it back. */
async function editForm(page: Page): Promise<void> {
  await tab(page, "forms").click();
  await page.getByRole("combobox", { name: "章节", exact: true }).click();
  await page.locator(".ant-select-item-option:visible").filter({ hasText: "正文" }).click();
  await page.getByRole("button", { name: "添加字段" }).click();
  await page.getByLabel("中文名称：新字段").fill("数据管理计划");
  await page.getByLabel("英文名称：数据管理计划").fill("Data management plan");
  await page.getByLabel("填写提示：数据管理计划").fill("说明数据如何保存和共享");
  await page.getByRole("checkbox", { name: "必填" }).check();
  const preview = page.getByRole("region", { name: "申报人看到的样子" });
  await expect(preview.getByText("数据管理计划")).toBeVisible();
  await expect(preview.getByText("说明数据如何保存和共享")).toBeVisible();
  const handle = page.getByRole("button", { name: "拖动排序，或按 Alt+↑↓：数据管理计划" });
  await handle.press("Alt+ArrowUp");
  await expect(page.getByText("“数据管理计划”移到第 7 位")).toBeVisible();
  await page.getByRole("button", { name: "撤销" }).click();
  await page.getByRole("button", { name: "重做" }).click();
  await settled(page);
  await expect(page.locator("[data-defects]")).toHaveAttribute("data-defects", "0");
}

test("rules are changed, checked, tried, approved by a second person and in force for new calls only", async ({ browser }) => {
  test.setTimeout(480_000);
  const mark = randomUUID().slice(0, 4);
  const version = `2026.9-${mark}`;
  const team = TEAMS.machines;
  const oldCall = await openCallUnder(SHIPPED, `旧规则批次 ${mark}`);
  const title = `铝合金轻量化部件 ${mark}`;
  const submitted = await startApplication(team, oldCall, title);
  await writeProposal(team, submitted);
  await submitApplication(team, submitted);

  const officer = await as(browser, WHO.officer);
  let draft = "";
  await test.step("an officer changes a rule and a form", async () => {
    await begin(officer, version);
    draft = officer.url();
    await editRule(officer);
    await officer.getByLabel("查找规则、字段或说明").fill("注册满");
    await look(officer, "pack-draft-rules");
    await editForm(officer);
    await look(officer, "pack-draft-forms");
  });
  await test.step("a reload keeps what was written", async () => {
    await officer.reload();
    await expect(officer.getByRole("button", { name: "拖动排序，或按 Alt+↑↓：数据管理计划" })).toHaveCount(0); // another section is open first
    await tab(officer, "changes").click();
    await expect(officer.locator('[data-change="rules/elig.unit.registered_months"]')).toContainText("1200 个月");
    await expect(officer.locator('[data-change="rules/elig.unit.registered_months"]')).toContainText("理由：支持经营稳定的单位");
    await expect(officer.locator('[data-how="added"] >> text=数据管理计划').first()).toBeVisible();
    await look(officer, "pack-draft-changes");
  });
  await test.step("the dry run names the application that would fail", async () => {
    await tab(officer, "run").click();
    await officer.getByRole("button", { name: "开始试算" }).click();
    const differing = officer.locator(`[data-differs="${submitted}"]`);
    await expect(differing).toContainText("申报单位注册须满 1200 个月");
    await expect(differing).toContainText("新规则：不符合");
    await look(officer, "pack-draft-run");
  });
  await test.step("submitted, it waits for a second person", async () => {
    await officer.getByRole("button", { name: "提交批准" }).click();
    await officer.getByLabel("修改的缘由").fill("按局办公会意见调整");
    await officer.getByRole("dialog").getByRole("button", { name: /确\s*认/ }).click();
    await expect(officer.getByText("等待另一人批准")).toBeVisible();
    await expect(officer.getByRole("button", { name: /批\s*准/ })).toHaveCount(0);
  });
  const director = await as(browser, WHO.director);
  await test.step("the director reads the differences, tries them and approves", async () => {
    await director.goto("/packs");
    await expect(director.getByText(/等您批准/)).toBeVisible();
    await director.locator(`[data-draft="${draft.split("/").at(-1)?.split("?")[0] ?? ""}"] a`).click();
    await expect(director.locator('[data-change="rules/elig.unit.registered_months"]')).toContainText("12 个月");
    await look(director, "pack-approve");
    await tab(director, "run").click();
    await director.getByRole("button", { name: "开始试算" }).click();
    await expect(director.locator(`[data-differs="${submitted}"]`)).toBeVisible();
    await director.getByRole("button", { name: /^批\s*准$/ }).click();
    await expect(director.getByRole("dialog")).toContainText("已有批次不受影响");
    await director.getByRole("button", { name: "确认批准" }).click();
    await expect(director.getByText(/已由 何远 批准|已由 .+ 批准，自/)).toBeVisible();
    await director.getByRole("link", { name: "查看这一版" }).click();
    await expect(director.locator('[data-rule="elig.unit.registered_months"]')).toContainText("1200 个月");
    await director.getByLabel("查找规则、字段或说明").fill("注册"); // a whole pack is longer than a reader’s patience, and axe’s
    await expect(director.getByText(/找到 \d+ 处/)).toBeVisible();
    await look(director, "pack");
  });

  await act(team.pi, `${APPLICATION}/WithdrawApplication`, { docket: submitted, reason: "演练结束" });
  const newCall = await openCallUnder(version, `新规则批次 ${mark}`);
  await test.step("a new call has the new field, the old one has not", async () => {
    const fields = async (docket: string): Promise<string> => JSON.stringify(await call(team.pi, "yanlu.docket.v1.DocketService/GetForm", { docket }));
    const fresh = await startApplication(team, newCall, `新申报 ${mark}`);
    expect(await fields(fresh)).toContain("数据管理计划");
    expect(await fields(submitted)).not.toContain("数据管理计划");
    const pi = await as(browser, team.pi);
    await pi.goto(`/dockets/${fresh}?tab=material#field-body-own_1`);
    await expect(pi.locator('[data-field="body.own_1"]')).toContainText("数据管理计划");
    await pi.context().close();
  });
  await test.step("each version says which calls use it", async () => {
    const { packs } = await call<{ packs: { hash: string; version: string; code: string }[] }>(WHO.officer, `${PROGRAMME}/ListPacks`, {});
    const hashOf = (wanted: string): string => packs.find((one) => one.code === "practice" && one.version === wanted)?.hash ?? "";
    await officer.goto(`/packs/${hashOf(version)}`);
    await expect(officer.getByRole("link", { name: `新规则批次 ${mark}` })).toBeVisible();
    await expect(officer.getByRole("link", { name: `旧规则批次 ${mark}` })).toHaveCount(0);
    await officer.goto(`/packs/${hashOf(SHIPPED)}`);
    await expect(officer.getByRole("link", { name: `旧规则批次 ${mark}` })).toBeVisible();
    await officer.goto("/packs");
    await expect(officer.locator(`[data-pack="practice ${version}"]`)).toBeVisible();
    await look(officer, "packs");
  });
  await officer.context().close();
  await director.context().close();
});

test("two people write on one draft: both changes are kept, the same place is named", async ({ browser }) => {
  test.setTimeout(180_000);
  const [one, two] = [await as(browser, WHO.officer), await as(browser, "zhaowen")];
  await begin(one, `2026.8-${randomUUID().slice(0, 4)}`);
  await two.goto(one.url());
  await expect(two.locator("[data-saving]")).toBeVisible();
  const edit = async (page: Page, name: string, value: string): Promise<void> => {
    await page.getByLabel("查找规则、字段或说明").fill(name);
    await page.getByRole("button", { name: `修改：${name}` }).click();
    await page.getByRole("textbox", { name, exact: true }).fill(value);
  };
  const pi = "负责人主持+参与上限";
  await edit(one, pi, "4");
  await settled(one);
  await two.getByLabel("查找规则、字段或说明").fill(pi);
  await expect(two.locator('[data-rule="elig.pi.active_total_max"]'), "what one saves the other sees, without a reload").toContainText("4", { timeout: 5_000 });

  await two.context().setOffline(true); // what follows happens at the same time
  await edit(one, "负责人年龄上限（项目期满时）", "55");
  await one.getByLabel("修改理由：负责人年龄上限（项目期满时）").fill("甲的理由");
  await settled(one);
  await edit(two, "负责人年龄上限（项目期满时）", "58");
  await two.context().setOffline(false);
  await settled(two);
  await expect(two.getByText("有人同时修改了下列内容")).toBeVisible();
  await edit(two, pi, "3");
  await two.getByLabel("修改理由：负责人主持+参与上限").fill("乙的理由");
  await settled(two);
  await two.getByRole("button", { name: /作\s*废/ }).click();
  await two.getByRole("dialog").getByRole("button", { name: /确\s*认/ }).click();
  await expect(two.getByText("这份草稿已作废")).toBeVisible();
  await expect(one.getByText("这份草稿已作废"), "and what became of it").toBeVisible({ timeout: 5_000 });
  await tab(two, "changes").click();
  await expect(two.locator('[data-change="rules/elig.pi.age_max"]')).toContainText("58");
  await expect(two.locator('[data-change="rules/elig.pi.active_total_max"]')).toContainText("3");
  for (const page of [one, two]) await page.context().close();
});
