// The frame: search, lists and their addresses, saved views, keyboard, bulk acts,
// live news, how things look, in which capacity one acts.

import { expect, test, type Browser, type Locator, type Page } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { act, call } from "./help/api";
import { openCall, personOf, recommenderOrg, startApplication, submitApplication, TEAMS, WHO, writeProposal, type Team } from "./help/district";
import { as, usable } from "./help/page";
import { ownServer } from "./server/own";

ownServer();

const APPLICATION = "yanlu.application.v1.ApplicationService";
const IDENTITY = "yanlu.identity.v1.IdentityService";
const WIDTHS = [1440, 390] as const;

const rows = (page: Page): Locator => page.locator("main [data-row]");
const row = (page: Page, docket: string): Locator => page.locator(`main [data-row="${docket}"]`);
const word = (): string => randomUUID().slice(0, 6);

const begun: [Team, string][] = [];

async function begin(team: Team, parent: string, title: string): Promise<string> {
  const docket = await startApplication(team, parent, title);
  begun.push([team, docket]);
  return docket;
}

async function submitted(team: Team, parent: string, title: string): Promise<string> {
  const docket = await begin(team, parent, title);
  await writeProposal(team, docket);
  await submitApplication(team, docket);
  return docket;
}

// A person leads one project at a time: what a test began is taken back after it.
test.afterEach(async () => {
  for (const [team, docket] of begun.splice(0)) await act(team.pi, `${APPLICATION}/WithdrawApplication`, { docket, reason: "演练结束" });
});

async function officer(browser: Browser): Promise<Page> {
  return as(browser, WHO.officer);
}

test("search finds by any part, is walked by keyboard and remembers", async ({ browser }) => {
  const mark = word();
  const parent = await openCall(`检索演练 ${mark}`);
  const docket = await begin(TEAMS.materials, parent, `石墨烯导热膜${mark}`);
  const page = await as(browser, TEAMS.materials.pi);
  await page.goto("/queue");
  await page.getByRole("main").waitFor();
  await page.keyboard.press("/");
  const field = page.getByRole("combobox", { name: /搜索/ });
  await expect(field).toBeFocused();
  await field.pressSequentially(`热膜${mark}`);
  const hit = page.getByRole("option", { name: new RegExp(`石墨烯导热膜${mark}`) });
  await expect(hit).toHaveAttribute("aria-selected", "true");
  await usable(page, "search at 1440");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/dockets/${docket}`));
  await page.setViewportSize({ width: 390, height: 800 });
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("button", { name: `热膜${mark}` })).toBeVisible();
  await usable(page, "search at 390");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.context().close();
});

test("filters live in the address, survive a reload and are kept as a view", async ({ browser }) => {
  const mark = word();
  const parent = await openCall(`筛选演练 ${mark}`);
  const docket = await begin(TEAMS.farming, parent, `榨菜低盐发酵${mark}`);
  const page = await as(browser, TEAMS.farming.pi);
  await page.goto("/projects");
  await page.getByRole("searchbox", { name: /名称、编号/ }).fill(`低盐发酵${mark}`);
  await page.keyboard.press("Enter");
  await expect(rows(page)).toHaveCount(1);
  await page.getByLabel("未办结").click();
  await page.reload();
  await expect(page).toHaveURL(/open=1/);
  await expect(page.getByLabel("未办结")).toBeChecked();
  await expect(row(page, docket)).toBeVisible();
  await expect(page.locator("[data-total]")).toHaveText("共 1 项");
  const address = new URL(page.url()).search;

  const name = `我的发酵项目 ${mark}`;
  await page.getByRole("button", { name: "保存的视图" }).click();
  await page.getByLabel("视图名称").fill(name);
  await page.getByRole("button", { name: "保存当前筛选" }).click();
  await expect(page.locator(`[data-view="${name}"]`)).toBeVisible();
  await page.goto("/projects?late=1");
  await expect(page.getByText("没有符合条件的记录")).toBeVisible();
  await page.getByRole("button", { name: "保存的视图" }).click();
  await page.locator(`[data-view="${name}"]`).click();
  await expect(row(page, docket)).toBeVisible();
  expect(new URL(page.url()).search).toBe(address);
  await page.getByRole("button", { name: "保存的视图" }).click();
  await page.getByRole("button", { name: `删除视图“${name}”` }).click();
  await expect(page.locator(`[data-view="${name}"]`)).toHaveCount(0);
  await page.context().close();
});

test("a list is sorted, walked and selected by keyboard", async ({ browser }) => {
  const mark = word();
  const parent = await openCall(`键盘演练 ${mark}`);
  const first = await begin(TEAMS.machines, parent, `甲 减速器${mark}`);
  const second = await begin(TEAMS.digital, parent, `乙 视觉检测${mark}`);
  for (const [docket, team] of [[first, TEAMS.machines], [second, TEAMS.digital]] as const) {
    await writeProposal(team, docket);
    await submitApplication(team, docket);
  }
  const page = await officer(browser);
  await page.goto(`/projects?call=${parent}`);
  await expect(rows(page)).toHaveCount(2);
  await page.locator('[data-sort="title"]').click();
  await expect(page.locator('th[aria-sort="ascending"]')).toContainText("名称");
  const order = () => rows(page).evaluateAll((all) => all.map((one) => one.getAttribute("data-row")));
  await expect.poll(order).toEqual([first, second]);
  await page.locator('[data-sort="title"]').click();
  await expect(page.locator('th[aria-sort="descending"]')).toBeVisible();
  await expect.poll(order).toEqual([second, first]);
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(page.getByText("已选 1 项")).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(page.getByText("已选 2 项")).toBeVisible();
  await page.keyboard.press("k");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "键盘快捷键" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("k");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/dockets/${second}`));
  await page.context().close();
});

test("one act for many: two refused with the reason, tried again, one of them done", async ({ browser }) => {
  test.setTimeout(150_000);
  const mark = word();
  const parent = await openCall(`批量演练 ${mark}`);
  const teams = [TEAMS.materials, TEAMS.farming, TEAMS.medicine, TEAMS.hospital];
  const all = await Promise.all(teams.map((team, i) => submitted(team, parent, `批量${mark} 之${i + 1}`)));
  const [ready, alsoReady, soon, never] = all as [string, string, string, string];
  for (const docket of [ready, alsoReady]) await act(WHO.officer, `${APPLICATION}/StartCheck`, { docket });

  const page = await officer(browser);
  await page.goto(`/projects?call=${parent}`);
  await expect(rows(page)).toHaveCount(4);
  await page.getByLabel("选择已显示的全部").check();
  await page.getByRole("button", { name: "批量办理" }).click();
  await expect(page.locator('[data-bulk="accept"]')).toContainText("2/4");
  await usable(page, "bulk at 1440");
  await page.locator('[data-bulk="accept"]').click();
  await page.locator("[data-bulk-run]").click();
  const result = page.locator("[data-bulk-result='over']");
  await expect(result).toHaveText("已办理 2 项，未成功 2 项");
  const outcome = (docket: string): Locator => page.locator(`.bulk-line[data-docket="${docket}"]`);
  for (const docket of [ready, alsoReady]) await expect(outcome(docket)).toHaveAttribute("data-outcome", "done");
  for (const docket of [soon, never]) {
    await expect(outcome(docket)).toHaveAttribute("data-outcome", "refused");
    await expect(outcome(docket)).toContainText(/[\u4e00-\u9fff]{6,}/);
  }
  await act(WHO.officer, `${APPLICATION}/StartCheck`, { docket: soon });
  await page.getByRole("button", { name: "重试未成功的 2 项" }).click();
  await expect(result).toHaveText("已办理 3 项，未成功 1 项");
  await expect(outcome(soon)).toHaveAttribute("data-outcome", "done");
  await expect(outcome(never)).toHaveAttribute("data-outcome", "refused");
  await page.getByRole("button", { name: "关闭", exact: true }).last().click();
  await expect(row(page, ready).locator("[data-state]")).toHaveAttribute("data-state", "ACCEPTED");
  await expect(row(page, never).locator("[data-state]")).toHaveAttribute("data-state", "SUBMITTED");
  await page.context().close();
});

test("a list follows what others do, without a reload", async ({ browser }) => {
  const mark = word();
  const parent = await openCall(`实时演练 ${mark}`);
  const docket = await submitted(TEAMS.digital, parent, `实时${mark}`);
  const page = await officer(browser);
  await page.goto(`/projects?call=${parent}`);
  await expect(row(page, docket).locator("[data-state]")).toHaveAttribute("data-state", "SUBMITTED");
  await expect(page.locator("[data-live]")).toHaveAttribute("data-live", "live");
  await act(WHO.officer, `${APPLICATION}/StartCheck`, { docket });
  await expect(row(page, docket).locator("[data-state]")).toHaveAttribute("data-state", "FORMAL_CHECK", { timeout: 3000 });
  await page.context().close();
});

test("cut off from the news, the pages still ask by themselves", async ({ browser }) => {
  const mark = word();
  const parent = await openCall(`断线演练 ${mark}`);
  const docket = await submitted(TEAMS.machines, parent, `断线${mark}`);
  const page = await officer(browser);
  await page.route("**/yanlu.desk.v1.LiveService/Watch", (route) => route.abort());
  await page.goto("/queue");
  await expect(page.locator("[data-live]")).toHaveAttribute("data-live", "polling");
  await expect(page.getByRole("heading", { name: `断线${mark}` })).toBeVisible();
  await act(WHO.officer, `${APPLICATION}/StartCheck`, { docket });
  await expect(page.locator(`[data-docket="${docket}"] [data-state]`)).toHaveAttribute("data-state", "FORMAL_CHECK", { timeout: 25_000 });
  await page.context().close();
});

test("shade, unit of money and language are one’s own and stay", async ({ browser }) => {
  const page = await officer(browser);
  await page.goto("/queue");
  const corner = page.getByRole("button", { name: /^当前用户/ });
  await corner.click();
  await page.getByLabel("深色").check();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.getByLabel("元", { exact: true }).check();
  await page.getByLabel("English").check();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("My queue");
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(16, 22, 29)");
  await page.getByRole("button", { name: /^Signed in as/ }).click();
  await expect(page.getByLabel("CNY", { exact: true })).toBeChecked();
  await page.context().close();
});

test("acting in one capacity leaves only its work, in this tab alone", async ({ browser }) => {
  const mark = word();
  const parent = await openCall(`身份演练 ${mark}`);
  const { institution } = TEAMS.hospital;
  const grant = { person: personOf(institution), organisation: await recommenderOrg(), role: "recommender" };
  await call("guanli", `${IDENTITY}/GrantRole`, { requestId: randomUUID(), ...grant });
  try {
    const own = await begin(TEAMS.hospital, parent, `本院${mark}`);
    await writeProposal(TEAMS.hospital, own);
    await act(TEAMS.hospital.pi, `${APPLICATION}/SendToUnit`, { docket: own, pledged: true });
    const other = await begin(TEAMS.medicine, parent, `外院${mark}`);
    await writeProposal(TEAMS.medicine, other);
    await act(TEAMS.medicine.pi, `${APPLICATION}/SendToUnit`, { docket: other, pledged: true });
    await act(TEAMS.medicine.institution, `${APPLICATION}/UnitApprove`, { docket: other, opinion: "同意申报" });

    const page = await as(browser, institution);
    await page.goto("/queue");
    const item = (docket: string): Locator => page.locator(`main [data-docket="${docket}"]`);
    await expect(item(own)).toBeVisible();
    await expect(item(other)).toBeVisible();
    await page.getByRole("button", { name: /^当前用户/ }).click();
    await usable(page, "account corner");
    await page.getByRole("radio", { name: /单位/ }).first().click();
    await expect(page.locator("[data-acting]")).toContainText("的身份办理");
    await expect(item(other)).toHaveCount(0);
    await expect(item(own)).toBeVisible();
    await page.reload();
    await expect(page.locator("[data-acting]")).toBeVisible();
    await expect(item(own)).toBeVisible();
    await expect(item(other)).toHaveCount(0);
    const beside = await page.context().newPage();
    await beside.goto("/queue");
    await expect(beside.locator(`main [data-docket="${other}"]`)).toBeVisible();
    await expect(beside.locator("[data-acting]")).toHaveCount(0);
    await page.getByRole("button", { name: "恢复全部身份" }).click();
    await expect(item(other)).toBeVisible();
    await page.context().close();
    await act(WHO.recommender, `${APPLICATION}/Recommend`, { docket: other, opinion: "同意推荐" });
  } finally {
    await call("guanli", `${IDENTITY}/RevokeRole`, { requestId: randomUUID(), ...grant });
  }
});

test("the inbox shows what is unread and marks it as read", async ({ browser }) => {
  const mark = word();
  const parent = await openCall(`通知演练 ${mark}`);
  const docket = await submitted(TEAMS.farming, parent, `通知${mark}`);
  await act(WHO.officer, `${APPLICATION}/StartCheck`, { docket });
  await act(WHO.officer, `${APPLICATION}/Accept`, { docket });
  const page = await as(browser, TEAMS.farming.pi);
  await page.goto("/inbox?unread=1");
  await expect(page.locator(".inbox-item[data-unread]").first()).toBeVisible();
  await page.getByRole("button", { name: "全部标为已读" }).click();
  await expect(page.getByText("没有未读通知")).toBeVisible();
  await expect(page.getByRole("button", { name: "打开通知", exact: true })).toBeVisible();
  await page.getByLabel("全部", { exact: true }).click();
  await expect(page.locator(".inbox-item").first()).toBeVisible();
  await page.context().close();
});

test("every page the navigation offers is there", async ({ browser }) => {
  test.setTimeout(180_000);
  for (const login of [WHO.officer, TEAMS.materials.institution]) {
    const page = await as(browser, login);
    await page.goto("/queue");
    await expect(page.getByRole("link", { name: "我的待办" })).toBeVisible();
    const places = await page.getByRole("navigation").getByRole("link").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    expect(places.length).toBeGreaterThan(6);
    for (const place of places) {
      await page.goto(place);
      await expect(page.getByRole("heading", { level: 1 }), place).toBeVisible();
      await expect(page.getByText("没有找到这一页"), place).toHaveCount(0);
      await expect(page.getByText("出错了"), place).toHaveCount(0);
    }
    await page.context().close();
  }
});

for (const shade of ["light", "dark"] as const) {
  test(`the frame’s pages are usable at both widths, ${shade}`, async ({ browser }) => {
    test.setTimeout(150_000);
    const page = await officer(browser);
    await page.addInitScript((chosen) => localStorage.setItem("yanlu.theme", chosen), shade);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      for (const place of ["/queue", "/projects", "/batches", "/inbox", "/nowhere"]) {
        await page.goto(place);
        await page.waitForLoadState("domcontentloaded");
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expect(page.getByRole("status", { name: "正在加载" })).toHaveCount(0);
        await usable(page, `${place} at ${width}, ${shade}`);
      }
    }
    await page.context().close();
  });
}

test("by keyboard alone: past the frame, and through the navigation of a small screen", async ({ browser }) => {
  const page = await officer(browser);
  await page.goto("/queue");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "跳到正文" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#content")).toBeFocused();
  await page.setViewportSize({ width: 390, height: 800 });
  await page.getByRole("button", { name: "打开导航" }).press("Enter");
  const box = page.getByRole("dialog", { name: "主导航" });
  await expect(box).toBeVisible();
  await box.getByRole("link", { name: "通知", exact: true }).press("Enter");
  await expect(page).toHaveURL(/\/inbox/);
  await expect(box).toBeHidden();
  await page.context().close();
});
