// Journeys of people: invited by link, given roles, standing in for one another, programs in their name; and news without a reload.

import { expect as standard, test } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { act, base, call, getDocket } from "./help/api";
import { openCall, SHIPPED, startApplication, TEAMS, WHO, writeProposal } from "./help/district";
import { as, choose, look, visitor } from "./help/page";
import { ownServer } from "./server/own";

ownServer();

const MEMBER = "yanlu.identity.v1.MemberService";
const IDENTITY = "yanlu.identity.v1.IdentityService";
const PROGRAMME = "yanlu.programme.v1.ProgrammeService";
const APPLICATION = "yanlu.application.v1.ApplicationService";
const PASSWORD = "Spring-River-7";
const SOON = 2_000;
/** A busy machine shows a page late; what has to be quick says so itself. */
const expect = standard.configure({ timeout: 30_000 });

type Invited = { id: string; secret: string };

const unique = (name: string): string => `${name}${randomUUID().slice(0, 4)}`;

async function invite(name: string, roles = ["pi"], more: Record<string, string> = {}): Promise<Invited> {
  const { organisation } = await call<{ organisation: string }>(TEAMS.materials.institution, `${MEMBER}/ListMembers`, {});
  return call<Invited>(TEAMS.materials.institution, `${MEMBER}/InviteMember`, { requestId: randomUUID(), organisation, name, roles, ...more });
}

/** Makes an account by an invitation, without the page. */
async function join(name: string, roles = ["pi"]): Promise<{ login: string; person: string }> {
  const { secret } = await invite(name, roles);
  const login = `u${randomUUID().slice(0, 8)}`;
  const { me } = await call<{ me: { person: string } }>("", `${MEMBER}/AcceptInvitation`, { requestId: randomUUID(), secret, login, password: PASSWORD });
  return { login, person: me.person };
}

test("somebody new is invited by link, makes an account and is led to the call", async ({ browser }) => {
  test.setTimeout(180_000);
  const title = unique("邀请演练批次");
  const open = await openCall(title);
  const name = unique("陈新");
  const unit = await as(browser, TEAMS.materials.institution);
  await unit.goto("/team");
  await expect(unit.getByRole("heading", { name: "人员与权限" })).toBeVisible();
  await unit.getByRole("button", { name: "邀请成员" }).click();
  await unit.getByLabel("姓名").fill(name);
  await choose(unit, unit.getByLabel("接受后前往的申报批次（选填）"), title);
  await unit.getByRole("button", { name: "生成邀请链接" }).click();
  const link = await unit.getByLabel("邀请链接", { exact: true }).locator("code").innerText();
  expect(link).toContain("/invitation#yli_");
  await look(unit, "team-link");
  await unit.getByRole("button", { name: "完成" }).click();
  await expect(unit.locator("[data-invitation]").filter({ hasText: name })).toContainText("待接受");

  const { page, context } = await visitor(browser);
  await page.goto(new URL(link).pathname + new URL(link).hash);
  await expect(page.getByText(`${name}，您好`)).toBeVisible();
  await look(page, "invitation");
  await page.getByLabel("登录名").fill(`u${randomUUID().slice(0, 8)}`);
  await page.getByLabel("设置密码").fill(PASSWORD);
  await page.getByLabel("再次输入密码").fill("Other-River-7");
  await page.getByRole("button", { name: "建立账号并接受" }).click();
  await expect(page.getByText("两次输入的密码不一致")).toBeVisible();
  await page.getByLabel("再次输入密码").fill(PASSWORD);
  await page.getByRole("button", { name: "建立账号并接受" }).click();
  await expect(page).toHaveURL(new RegExp(`/calls/${open}$`));
  await page.goto("/account");
  await expect(page.getByRole("heading", { name })).toBeVisible();
  await context.close();

  await unit.reload();
  await expect(unit.locator("[data-invitation]").filter({ hasText: name }).first()).toContainText("已接受");
  const again = await visitor(browser);
  await again.page.goto(new URL(link).pathname + new URL(link).hash);
  await expect(again.page.getByText("这份邀请已被接受")).toBeVisible();
  await again.context.close();
  await unit.context().close();
});

test("an invitation is accepted by signing in, and another is taken back", async ({ browser }) => {
  const name = unique("已有账号");
  const { login } = await join(name);
  const { secret } = await invite(name, ["institution"]);
  const { page, context } = await visitor(browser);
  await page.goto(`/invitation#${secret}`);
  await page.getByRole("link", { name: "已有账号？登录后接受" }).click();
  await standard(page.getByRole("heading", { name: "登录", level: 1 })).toBeVisible(); // the page before has a field of the same name
  await page.getByLabel("登录名").fill(login);
  await page.getByLabel("密码", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: /登\s*录/ }).click();
  await page.getByRole("button", { name: "以此账号接受" }).click();
  await expect(page).toHaveURL(/\/queue$/);
  await page.goto("/team");
  await expect(page.getByRole("heading", { name: "成员" })).toBeVisible();

  const other = unique("误邀");
  const mistake = await invite(other);
  await page.reload();
  await page.locator(`[data-invitation="${mistake.id}"]`).getByRole("button").click();
  await page.getByRole("dialog").getByRole("button", { name: /撤\s*回/ }).click();
  await expect(page.locator(`[data-invitation="${mistake.id}"]`)).toContainText("已撤回");
  await page.goto(`/invitation#${mistake.secret}`);
  await expect(page.getByText("这份邀请已被撤回")).toBeVisible();
  await context.close();
});

test("an institution manages the roles of its people", async ({ browser }) => {
  const name = unique("何人");
  const { person } = await join(name);
  const unit = await as(browser, TEAMS.materials.institution);
  await unit.goto("/team");
  const row = unit.locator(`[data-person="${person}"]`);
  await expect(row.locator(".role-tag")).toHaveText(["项目负责人"]);
  await row.getByRole("button", { name: `调整${name}的身份` }).click();
  const dialog = unit.getByRole("dialog");
  await dialog.getByRole("checkbox").last().check();
  await look(unit, "team-roles");
  await dialog.getByRole("button", { name: /保\s*存/ }).click();
  await expect(row.locator(".role-tag")).toHaveCount(2);
  await row.getByRole("button", { name: `调整${name}的身份` }).click();
  for (const box of await dialog.getByRole("checkbox").all()) await box.uncheck();
  await expect(dialog.getByText("将不再是本单位成员")).toBeVisible();
  await dialog.getByRole("button", { name: /保\s*存/ }).click();
  await expect(row).toHaveCount(0);
  await unit.context().close();
});

test("a colleague stands in, and the timeline says for whom", async ({ browser }) => {
  test.setTimeout(180_000);
  const { me } = await call<{ me: { name: string } }>(WHO.director, `${IDENTITY}/WhoAmI`, {});
  const deputy = await call<{ me: { name: string } }>("zhaowen", `${IDENTITY}/WhoAmI`, {});
  const director = await as(browser, WHO.director);
  await director.goto("/account?tab=stand-ins");
  await choose(director, director.getByLabel("代行人"), deputy.me.name);
  await director.getByLabel("原因").fill("赴外地出差");
  await look(director, "stand-in");
  await director.getByRole("button", { name: "确定委托" }).click();
  const mine = director.locator("[data-standin]").first();
  await expect(mine).toContainText("进行中");
  await expect(mine).toContainText(`由 ${deputy.me.name} 代行`);

  const drafted = await act(WHO.officer, `${PROGRAMME}/CreateCall`, { template: "application-development", title: unique("代行演练"), packCode: "practice", packVersion: SHIPPED });
  const docket = drafted.docket.id;
  await act(WHO.officer, `${PROGRAMME}/ConsultCall`, { docket });
  const { docket: consulting } = await getDocket(WHO.officer, docket);
  const ends = new Date(String(consulting.facts?.consultation?.ends)).getTime();
  await expect.poll(() => Date.now() > ends + 50).toBe(true);
  await act("zhaowen", `${PROGRAMME}/ApproveCall`, { docket, answers: "已采纳", minutes: "会议纪要〔2026〕9号" });

  const officer = await as(browser, "zhaowen");
  await officer.goto(`/dockets/${docket}?tab=timeline`);
  await expect(officer.getByText(new RegExp(`代\\s*${me.name}`)).first()).toBeVisible();
  await officer.goto("/account?tab=stand-ins");
  await expect(officer.locator("[data-standin]").first()).toContainText(`代 ${me.name} 办理`);
  await officer.context().close();

  await mine.getByRole("button", { name: /提前结束/ }).click();
  await director.getByRole("dialog").getByRole("button", { name: "提前结束" }).click();
  await expect(director.locator("[data-standin]").first()).toContainText("已结束");
  const after = await call<{ me: { roles: { role: string }[] } }>("zhaowen", `${IDENTITY}/WhoAmI`, {});
  expect(after.me.roles.map(({ role }) => role)).not.toContain("director");
  await director.context().close();
});

test("a token is shown once, works, and is revoked", async ({ browser }) => {
  const page = await as(browser, TEAMS.farming.pi);
  await page.goto("/account?tab=tokens");
  const name = unique("报表程序");
  await page.getByLabel("用途").fill(name);
  await page.getByRole("button", { name: "新建令牌" }).click();
  const token = await page.getByLabel("令牌", { exact: true }).innerText();
  expect(token).toMatch(/^ylt_/);
  const who = () => fetch(`${base()}/${IDENTITY}/WhoAmI`, { method: "POST", body: "{}", headers: { "content-type": "application/json", authorization: `Bearer ${token}` } });
  expect((await who()).ok).toBe(true);
  await look(page, "tokens");
  await page.reload();
  await expect(page.getByText(token)).toHaveCount(0);
  await page.getByRole("button", { name: `停用令牌：${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: /停\s*用/ }).click();
  await expect(page.locator("[data-token]").filter({ hasText: name })).toContainText("已停用");
  expect((await who()).status).toBe(401);
  await page.context().close();
});

test("the files of person and organisation are kept", async ({ browser }) => {
  const unit = await as(browser, TEAMS.machines.institution);
  await unit.goto("/account");
  await unit.getByLabel("职务").fill("科技处处长");
  await unit.locator("form#person").getByRole("button", { name: /保\s*存/ }).click();
  await unit.getByLabel("法定代表人").fill("魏建国");
  await unit.getByLabel("职工人数").fill("320");
  await unit.locator("form#organisation").getByRole("button", { name: /保\s*存/ }).click();
  await expect(unit.getByText("已保存").first()).toBeVisible();
  await unit.reload();
  await expect(unit.getByLabel("法定代表人")).toHaveValue("魏建国");
  await expect(unit.getByLabel("职工人数")).toHaveValue("320");
  await look(unit, "account");
  await unit.context().close();
  const pi = await as(browser, TEAMS.machines.pi);
  await pi.goto("/account");
  await expect(pi.getByText("魏建国")).toBeVisible();
  await pi.goto("/account?tab=password");
  await look(pi, "account-password");
  await pi.context().close();
});

test("a team, its invitations and one's own roles follow without a reload", async ({ browser }) => {
  const unit = await as(browser, TEAMS.materials.institution);
  await unit.goto("/team");
  await expect(unit.locator('[data-live="live"]')).toBeVisible();
  const name = unique("新到");
  const { secret, id } = await invite(name);
  const invitation = unit.locator(`[data-invitation="${id}"]`);
  await expect(invitation).toContainText("待接受", { timeout: SOON });
  const login = `u${randomUUID().slice(0, 8)}`;
  const { me } = await call<{ me: { person: string } }>("", `${MEMBER}/AcceptInvitation`, { requestId: randomUUID(), secret, login, password: PASSWORD });
  await expect(invitation).toContainText("已接受", { timeout: SOON });
  await expect(unit.locator(`[data-person="${me.person}"]`)).toContainText(name, { timeout: SOON });

  const { page, context } = await visitor(browser);
  const signed = await context.request.post("/yanlu.identity.v1.IdentityService/SignIn", { data: { login, password: PASSWORD }, headers: { "connect-protocol-version": "1", "x-yanlu-portal": "1" } });
  expect(signed.ok()).toBe(true);
  await page.goto("/team");
  await expect(page.locator('[data-live="live"]')).toBeVisible();
  await expect(page.getByRole("button", { name: "邀请成员" })).toHaveCount(0);
  const { organisation } = await call<{ organisation: string }>(TEAMS.materials.institution, `${MEMBER}/ListMembers`, {});
  await call(TEAMS.materials.institution, `${MEMBER}/SetMemberRoles`, { requestId: randomUUID(), organisation, person: me.person, roles: ["pi", "institution"] });
  await expect(page.getByRole("button", { name: "邀请成员" }), "a new role shows what it may").toBeVisible({ timeout: SOON });
  await context.close();
  await unit.context().close();
});

test("who may write along finds the application, and hears when they no longer may", async ({ browser }) => {
  const title = unique("共同填写");
  const docket = await startApplication(TEAMS.farming, await openCall(unique("名单演练")), title);
  const colleague = await as(browser, TEAMS.farming.institution);
  await colleague.goto("/projects");
  await expect(colleague.locator('[data-live="live"]')).toBeVisible();
  await expect(colleague.getByRole("heading", { level: 1 })).toBeVisible();
  const { me } = await call<{ me: { person: string } }>(TEAMS.farming.institution, `${IDENTITY}/WhoAmI`, {});
  const pi = await as(browser, TEAMS.farming.pi);
  await pi.goto(`/dockets/${docket}`);
  await expect(pi.locator('[data-live="live"]')).toBeVisible();
  await act(TEAMS.farming.pi, `${APPLICATION}/NameWriters`, { docket, writers: [me.person] });
  await expect(colleague.getByRole("link", { name: title }).first()).toBeVisible({ timeout: SOON });
  await colleague.goto(`/dockets/${docket}?tab=material&part=body`);
  await expect(colleague.locator('[data-field="body.summary"] textarea')).toBeEditable();
  await act(TEAMS.farming.pi, `${APPLICATION}/NameWriters`, { docket, writers: [] });
  await expect(colleague.locator('[data-field="body.summary"] textarea:enabled')).toHaveCount(0, { timeout: 2 * SOON });
  await colleague.context().close();
  await pi.context().close();
});

test("a step done elsewhere is seen without a reload", async ({ browser }) => {
  test.setTimeout(180_000);
  const open = await openCall(unique("实时演练"));
  const docket = await startApplication(TEAMS.digital, open, unique("随看随新"));
  await writeProposal(TEAMS.digital, docket);
  const pi = await as(browser, TEAMS.digital.pi);
  await pi.goto(`/dockets/${docket}`);
  const state = pi.locator("header [data-state], [data-state]").first();
  await expect(state).toHaveAttribute("data-state", "DRAFT");
  await expect(pi.locator('[data-live="live"]')).toBeVisible();
  await act(TEAMS.digital.pi, `${APPLICATION}/SendToUnit`, { docket, pledged: true });
  await expect(state).toHaveAttribute("data-state", "UNIT_CHECK", { timeout: SOON });
  await pi.context().close();
});
