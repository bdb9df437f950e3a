// Whole journeys without a mouse: an applicant from the call to the receipt, an officer from the queue to the next in it.

import { test } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { act, base, call } from "./help/api";
import { expect, field, place } from "./help/desk";
import { openCall, startApplication, submitApplication, TEAMS, uploadFile, WHO, writeProposal } from "./help/district";
import { Keyboard } from "./help/keyboard";
import { action, PASSWORD, state } from "./help/page";
import { proposal } from "./help/proposal";
import { ownServer } from "./server/own";

ownServer();

const mark = randomUUID().slice(0, 4);

async function signIn(keys: Keyboard, login: string): Promise<void> {
  await keys.arrives(keys.page.getByLabel("登录名"));
  await keys.type(login);
  await keys.write(keys.page.getByLabel("密码", { exact: true }), PASSWORD);
  await keys.press("Enter");
}

test("an applicant applies from the call to the receipt", async ({ browser }) => {
  test.setTimeout(420_000);
  const team = TEAMS.digital;
  const parent = await openCall(`键盘申报 ${mark}`);
  const context = await browser.newContext({ baseURL: base() });
  const page = await context.newPage();
  const keys = await Keyboard.at(page);

  await test.step("from the open call through the sign-in to the new application", async () => {
    await page.goto(`/calls/${parent}`);
    await keys.enter(page.getByRole("link", { name: "登录后申报" }));
    await signIn(keys, team.pi);
    await expect(page.getByRole("heading", { level: 1, name: "开始申报" })).toBeVisible();
    await keys.write(page.getByLabel("项目名称"), `数字孪生泵站 ${mark}`);
    await keys.pick(page.getByLabel("推荐单位"), "涪陵科技创新促进会");
    await keys.enter(page.getByRole("button", { name: "建立申报" }));
    await expect(page).toHaveURL(/\/dockets\/.+tab=material/);
  });
  const docket = /dockets\/([^?]+)/.exec(page.url())?.[1] ?? "";

  await test.step("colleagues write the prose meanwhile; it comes without a reload", async () => {
    await expect(page.locator('[role="status"][data-status="clean"]')).toContainText("第 1 版");
    const { content } = await call<{ content: object }>(team.pi, "yanlu.docket.v1.DocketService/GetDraft", { docket });
    const written = Object.fromEntries(Object.entries(proposal(team.name)).filter(([path]) => !["cover.term", "basics.base_code", "basics.targets", "body.summary", "compliance.ethics"].includes(path)));
    await call(team.pi, "yanlu.docket.v1.DocketService/SaveDraft", { requestId: randomUUID(), docket, baseVersion: "1", content: { ...content, ...written } });
    for (const path of ["attachments.feasibility_report", "attachments.pi_id", "attachments.licence"]) await uploadFile(team.pi, docket, path);
    await expect(page.locator('[data-section="budget"]')).toHaveAttribute("data-state", "complete");
  });

  await test.step("days, a choice, a row of a table and a text", async () => {
    await keys.enter(page.getByRole("link", { name: /^跳到第一个空缺/ }));
    const [from, to] = [place(page, "cover.term").locator("input").first(), place(page, "cover.term").locator("input").nth(1)];
    await keys.arrives(from);
    await keys.day(from, "2027-01-01");
    await keys.day(to, "2028-12-31");
    await keys.enter(page.getByRole("link", { name: /^下一部分|^跳到下一个空缺/ }).last());
    await expect(page.locator('[data-part-open="basics"]')).toBeVisible();
    const targets = place(page, "basics.targets");
    await keys.enter(targets.getByRole("button", { name: /^添加一行/ }));
    await keys.within(targets.locator("tbody tr"));
    const kind = targets.locator('[data-column="kind"] select');
    await keys.to(kind);
    await keys.press("ArrowDown");
    await expect(kind).not.toHaveValue("");
    for (const [column, text] of Object.entries({ name: "仿真误差", target: "5%", method: "第三方检测" })) await keys.write(targets.locator(`[data-column="${column}"] :is(input, textarea)`).first(), text);
    await keys.pick(place(page, "basics.base_code").locator("input").first());
    await keys.enter(page.getByRole("link", { name: /^跳到下一个空缺/ }));
    await keys.arrives(field(page, "body.summary"));
    await keys.type("以机理与数据结合的方法建立泵站数字孪生体。");
  });

  await test.step("a file and a yes or no", async () => {
    await keys.enter(page.getByRole("link", { name: /^跳到下一个空缺/ }));
    await expect(page.locator('[data-part-open="compliance"]')).toBeVisible();
    const pledge = place(page, "compliance.integrity_pledge");
    await keys.choose(pledge.getByRole("button", { name: /^选择文件/ }), "科研诚信承诺书.pdf");
    await expect(pledge.locator("[data-file]")).toBeVisible();
    await keys.within(pledge);
    const ethics = place(page, "compliance.ethics");
    await keys.to(ethics.getByRole("radio").first());
    await keys.press("ArrowRight");
    await expect(ethics.getByRole("radio", { name: "否" })).toBeChecked();
    await keys.press("Control+s");
    await expect(page.locator('[role="status"][data-status="clean"]')).toBeVisible();
  });

  await test.step("checked, sent, and a receipt", async () => {
    await keys.back(page.getByRole("button", { name: /检\s*查/ }).first());
    await keys.press("Enter");
    await expect(page.locator(".ant-drawer [data-check]")).toHaveAttribute("data-check", /^0\//);
    await keys.press("Escape");
    await keys.arrives(page.getByRole("button", { name: /检\s*查/ }).first());
    await keys.enter(page.getByRole("link", { name: "提交", exact: true }));
    await expect(page.locator('[data-send="ready"]')).toBeVisible();
    await keys.to(page.getByLabel("我已阅读并签署科研诚信承诺书"));
    await keys.press("Space");
    await keys.enter(page.locator("form button[type=submit]:visible").first());
    await expect(page).toHaveURL(/\/receipt$/);
    await expect(page.locator("[data-hash]")).toHaveText(/^[0-9a-f]{64}/);
    await keys.within(page.locator("main"));
  });
  await context.close();
});

test("an officer goes through the queue: opens, acts with a reason, steps to the next", async ({ browser }) => {
  test.setTimeout(420_000);
  const parent = await openCall(`键盘审查 ${mark}`);
  const titles = [`青菜头保鲜 ${mark}`, `榨菜智能分选 ${mark}`];
  for (const [i, team] of [TEAMS.farming, TEAMS.machines].entries()) {
    const docket = await startApplication(team, parent, titles[i] ?? "");
    await writeProposal(team, docket);
    await submitApplication(team, docket);
    await act(WHO.officer, "yanlu.application.v1.ApplicationService/StartCheck", { docket });
  }
  const context = await browser.newContext({ baseURL: base() });
  const page = await context.newPage();
  const keys = await Keyboard.at(page);
  await page.goto("/sign-in");
  await signIn(keys, WHO.officer);
  await expect(page.getByRole("heading", { level: 1, name: "我的待办" })).toBeVisible();

  await test.step("from the queue to the first", async () => {
    await keys.enter(page.getByRole("link", { name: titles[0] }));
    await expect(page.getByRole("heading", { level: 1, name: titles[0] })).toBeVisible();
    await keys.within(page.locator("#content"));
  });
  await test.step("an act is begun, left and begun again; the focus comes back each time", async () => {
    const refuse = action(page, "not_accept");
    await keys.enter(refuse);
    await keys.within(page.locator(".act-form"));
    await keys.enter(page.locator(".act-form").getByRole("button", { name: /取\s*消/ }));
    await keys.arrives(refuse);
    await keys.press("Enter");
    await keys.within(page.locator(".act-form"));
  });
  await test.step("with a reason, and agreed to", async () => {
    const form = page.locator(".act-form form");
    await keys.write(form.getByLabel(/依据条款/), "申报通知第三条");
    await keys.write(form.getByLabel(/理由/), "申报单位注册未满规定期限");
    await keys.enter(form.locator("button[type=submit]"));
    await keys.enter(page.getByRole("dialog").getByRole("button", { name: "确认提交" }));
    await expect(state(page)).not.toHaveAttribute("data-state", "FORMAL_CHECK");
    await keys.arrives(page.locator("[data-receipt]"));
  });
  await test.step("and on to the next with one key", async () => {
    await keys.press("j");
    await expect(page.getByRole("heading", { level: 1, name: titles[1] })).toBeVisible();
    await keys.within(page.locator("#content"));
    await keys.enter(action(page, "accept"));
    await keys.within(page.locator(".act-form"));
    await keys.enter(page.locator(".act-form button[type=submit]"));
    await expect(state(page)).toHaveAttribute("data-state", "ACCEPTED");
    await keys.press("k");
    await expect(page.getByRole("heading", { level: 1, name: titles[0] })).toBeVisible();
  });
  expect([...keys.invisible], "stops whose focus nobody sees").toEqual([]);
  await context.close();
});
