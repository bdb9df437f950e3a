import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { act, call as ask, inState, until, type Json } from "./help/api";
import { acceptApplication, acceptReview, COMMENT, commission, openCall, personOf, scoreReview, startApplication, submitApplication, TEAMS, WHO, writeProposal, type Team } from "./help/district";
import { action, agree, as, send, state, visitor } from "./help/page";
import { ownServer } from "./server/own";

const server = ownServer();

const SERVICE = "yanlu.review.v1.CommissionService";
const LONG = 300_000;
const DUE = "2027-01-31 18:00:00";

/** Looks at a page as it stands, at both widths: nothing serious for axe, nothing wider than the screen, a picture kept. */
async function look(page: Page, name: string): Promise<void> {
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(() => window.scrollTo(0, 0));
    await expect(page.locator('[role="status"][aria-label="正在加载"]')).toHaveCount(0);
    await page.screenshot({ path: `tests/screenshots/${name}-${width}.png`, fullPage: true });
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wider, `${name} at ${width} is wider than the screen`).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter((one) => one.impact === "serious" || one.impact === "critical");
    expect(serious.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`), `${name} at ${width}`).toEqual([]);
  }
}

/** A call with an accepted application of each team, still open. */
async function callWith(teams: Record<string, Team>, name: string, closesIn: number): Promise<{ call: string; projects: string[] }> {
  const call = await openCall(name, closesIn);
  const projects: string[] = [];
  for (const [title, team] of Object.entries(teams)) {
    const project = await startApplication(team, call, title);
    await writeProposal(team, project);
    await submitApplication(team, project);
    projects.push(project);
  }
  return { call, projects };
}

const agencyOrg = async (): Promise<string> => {
  const { me } = await ask<{ me: { roles: { organisation: string }[] } }>(WHO.agency, "yanlu.identity.v1.IdentityService/WhoAmI", {});
  return me.roles[0]?.organisation ?? "";
};

const commissionOf = (method: string, call: string): Promise<Json> => agencyOrg().then((agency) => ({ call, agency, allApplications: true, due: "2027-01-31T10:00:00Z", mode: "remote", method, blind: "single" }));

const board = (page: Page) => page.locator("[data-plan]");
const version = (page: Page, n: number) => expect(board(page)).toHaveAttribute("data-plan", String(n), { timeout: 20_000 });

async function reason(page: Page, text = ""): Promise<void> {
  const form = page.locator("[data-reason-form]");
  if (text) await form.getByLabel("理由").fill(text);
  else await form.locator(".link-act").click();
  await form.getByRole("button", { name: "加入调整清单" }).click();
  await expect(form).toHaveCount(0);
}

test("an agency is commissioned, matches experts, changes by hand and adopts; the bureau sees progress and no score", async ({ browser }) => {
  test.setTimeout(LONG);
  const tag = randomUUID().slice(0, 4);
  const titles = [`机器视觉检测装备 ${tag}`, `工业互联网平台 ${tag}`];
  const { call, projects } = await callWith({ [titles[0] ?? ""]: TEAMS.machines, [titles[1] ?? ""]: TEAMS.digital }, `专业评审批次 ${tag}`, 20_000);
  for (const project of projects) await acceptApplication(project);
  await commission(call);
  const officer = await as(browser, WHO.officer);
  const agency = await as(browser, WHO.agency);
  let path = "";

  await test.step("the officer commissions the agency with the whole call", async () => {
    await officer.goto("/commissions");
    await officer.getByRole("link", { name: "新建评审委托" }).first().click();
    await officer.getByLabel("申报批次").selectOption({ label: `专业评审批次 ${tag} · 评审中` });
    await officer.getByLabel(/移交期限/).fill(DUE);
    await officer.keyboard.press("Tab");
    await look(officer, "commission-new");
    await send(officer);
    await expect(state(officer)).toHaveAttribute("data-state", "COMMISSIONED");
    path = new URL(officer.url()).pathname;
    await officer.getByRole("tab", { name: "回避" }).click();
    await expect(officer.getByText("回避名单不向主管部门公开")).toBeVisible();
  });

  await test.step("the agency finds it in its list, reads the exclusions and seals", async () => {
    await agency.goto("/commissions");
    await agency.getByRole("link", { name: `专业评审批次 ${tag}` }).first().click();
    await expect(agency).toHaveURL(new RegExp(path));
    await agency.getByRole("tab", { name: "回避" }).click();
    await expect(agency.getByText("尚未封存")).toBeVisible();
    await action(agency, "seal_commission").click();
    await agency.getByRole("checkbox", { name: /本机构声明/ }).check();
    await send(agency);
    await agree(agency);
    await expect(state(agency)).toHaveAttribute("data-state", "SEALED");
    await agency.getByRole("tab", { name: "回避" }).click();
    await expect(agency.getByText(/已封存的回避名单|没有需要回避的情形/).first()).toBeVisible();
    await look(agency, "commission-conflicts");
  });

  await test.step("the system proposes panels with a proof", async () => {
    await action(agency, "propose_panels").click();
    await send(agency);
    await version(agency, 1);
    await expect(agency.locator("[data-panel]")).toHaveCount(2);
    await expect(agency.locator("[data-proof]")).toContainText(/已证明最优|至多还能提高/);
    await look(agency, "commission-panels");
  });

  const first = agency.locator("[data-panel]").first();
  const seats = first.locator('[data-member="true"]');
  await test.step("changes by hand are listed, undone and redone, and solved again", async () => {
    await seats.nth(0).getByRole("button", { name: /^锁定/ }).click();
    await agency.locator("[data-reason-form]").getByRole("button", { name: "加入调整清单" }).click();
    await expect(agency.getByRole("alert")).toContainText("请填写理由");
    await reason(agency);
    await seats.nth(1).getByRole("button", { name: /^禁止安排/ }).click();
    await reason(agency, "近期与申报单位有技术合作洽谈");
    await expect(agency.locator("[data-change]")).toHaveCount(2);
    await expect(seats.nth(1)).toHaveAttribute("data-out", "true");
    await agency.getByRole("button", { name: "撤销", exact: true }).first().focus();
    const changes = agency.locator(".change-card");
    await changes.getByRole("button", { name: "撤销" }).press("Enter");
    await expect(agency.locator("[data-change]")).toHaveCount(1);
    await changes.getByRole("button", { name: "重做" }).press("Enter");
    await expect(agency.locator("[data-change]")).toHaveCount(2);
    await agency.reload();
    await expect(agency.locator("[data-change]")).toHaveCount(2);
    await first.getByRole("button", { name: /增补专家/ }).click();
    await expect(agency.locator("[data-candidate]").first()).toBeVisible();
    await look(agency, "commission-picker");
    await agency.keyboard.press("Escape");
    await expect(agency.locator("[data-candidate]")).toHaveCount(0);
    await look(agency, "commission-changes");
    const locked = await seats.nth(0).getAttribute("data-expert");
    const out = await seats.nth(1).getAttribute("data-expert");
    await agency.locator("[data-save]").click();
    await version(agency, 2);
    await expect(agency.locator("[data-change]")).toHaveCount(0);
    await expect(agency.locator(`[data-expert="${locked}"][data-locked="true"]`)).toHaveCount(1);
    const panel = agency.locator("[data-panel]", { has: agency.locator(`[data-expert="${locked}"][data-locked="true"]`) });
    await expect(panel.locator(`[data-expert="${out}"]`)).toHaveCount(0);
  });

  const docket = path.split("/").at(-1) ?? "";
  await test.step("a newer version loses nothing of what is on the list", async () => {
    await seats.nth(2).getByRole("button", { name: /^锁定/ }).click();
    await reason(agency);
    await act(WHO.agency, `${SERVICE}/ProposePanels`, { docket, raiseWorst: true });
    await expect(agency.locator('[data-stale="plan"]')).toBeVisible({ timeout: 20_000 });
    await expect(agency.locator("[data-change]")).toHaveCount(1);
    await agency.getByRole("button", { name: "把我的调整放到新版本上" }).click();
    await expect(agency.locator('[data-stale="plan"]')).toHaveCount(0);
    await agency.getByRole("button", { name: "全部放弃" }).click();
  });

  await test.step("an earlier version becomes the current one again", async () => {
    await agency.getByRole("button", { name: "恢复第 1 版" }).click();
    await version(agency, 4);
    await expect(agency.locator('[data-version="4"]')).toContainText("恢复自第 1 版");
  });

  await test.step("before the adoption the bureau reads pseudonyms", async () => {
    await officer.goto(`${path}?tab=panels`);
    await version(officer, 4);
    await expect(officer.locator("[data-panel]").first().locator(".seat-name").first()).toHaveText(/^E-\d{4}$/);
    await expect(officer.getByRole("button", { name: "增补专家" })).toHaveCount(0);
  });

  const invited = await seats.nth(0).getAttribute("data-expert") ?? "";
  await test.step("the adoption says how many invitations go out", async () => {
    await action(agency, "adopt_panels").first().click();
    const dialog = agency.locator("[data-adopt]");
    await expect(dialog).toContainText(/发出 \d+ 份评审邀请，涉及 2 个项目/);
    await expect(dialog).toContainText("不可撤销");
    await dialog.getByRole("button", { name: /发出 \d+ 份邀请/ }).click();
    await expect(state(agency)).toHaveAttribute("data-state", "REVIEWING");
  });

  await test.step("a reviewer finds the invitation", async () => {
    const reviewer = await as(browser, invited.replace("person-", ""));
    await reviewer.goto("/reviews");
    await expect(reviewer.locator("[data-row]").first()).toBeVisible();
    await expect(reviewer.getByText(/已邀请|邀请失效/).first()).toBeVisible();
    await reviewer.context().close();
  });

  await test.step("the officer sees progress, no score and why the hand-over waits", async () => {
    await officer.goto(path);
    await expect(officer.locator("[data-progress]")).toContainText("席位");
    await expect(officer.locator("[data-application]")).toHaveCount(2);
    await expect(officer.getByText("此处只有进度，没有分数")).toBeVisible();
    await expect(officer.getByText(/综合得分|总分/)).toHaveCount(0);
    await look(officer, "commission-overview");
    await agency.goto(`${path}?tab=handover`);
    await expect(agency.getByText(/还有 2 个项目未完成评审/)).toBeVisible();
    await look(agency, "commission-handover");
  });
  await officer.context().close();
  await agency.context().close();
});

test("an agency commits to a seed, seals, reveals it; anybody verifies the record", async ({ browser }) => {
  test.setTimeout(LONG);
  const tag = randomUUID().slice(0, 4);
  const { call, projects } = await callWith({ [`聚氨酯绿色合成 ${tag}`]: TEAMS.materials }, `抽取批次 ${tag}`, 30_000);
  const made = await act(WHO.officer, `${SERVICE}/CreateCommission`, await commissionOf("draw", call));
  const docket = made.docket.id;
  const agency = await as(browser, WHO.agency);
  const file = join(mkdtempSync(join(tmpdir(), "yanlu-seed-")), "seed.txt");

  await test.step("only the commitment is published, and the seed file is kept first", async () => {
    await agency.goto(`/commissions/${docket}?tab=draw`);
    await agency.locator("[data-make]").click();
    await expect(agency.locator("[data-publish]")).toBeDisabled();
    const download = agency.waitForEvent("download");
    await agency.locator("[data-keep]").click();
    await (await download).saveAs(file);
    const commitment = await agency.locator("[data-commitment]").innerText();
    const sent = agency.waitForRequest(/CommitDraw/);
    await agency.locator("[data-publish]").click();
    const { readFileSync } = await import("node:fs");
    const seed = readFileSync(file, "utf8").trim();
    expect((await sent).postData()).not.toContain(seed);
    await expect(agency.locator("[data-published]")).toHaveText(commitment);
    await expect(agency.getByText("受理截止之前公布")).toBeVisible();
  });

  const { page, context } = await visitor(browser);
  await test.step("anybody reads the commitments before the draw", async () => {
    await page.goto(`/draws/${docket}`);
    await expect(page.getByText("尚未抽取")).toBeVisible();
    await expect(page.locator('[data-hash="agency"]')).toHaveText(/^[0-9a-f]{64}$/);
  });

  await test.step("after the close it is sealed, revealed and drawn", async () => {
    for (const project of projects) await acceptApplication(project);
    await commission(call);
    await until(WHO.agency, docket, inState("COMMISSIONED"), "still commissioned");
    await act(WHO.agency, `${SERVICE}/SealCommission`, { docket, independent: true });
    await agency.reload();
    await agency.locator("[data-seed-file]").setInputFiles({ name: "other.txt", mimeType: "text/plain", buffer: Buffer.from("00".repeat(32)) });
    await expect(agency.getByRole("alert")).toContainText("与公布的承诺不一致");
    await expect(agency.locator("[data-reveal]")).toBeDisabled();
    await agency.locator("[data-seed-file]").setInputFiles(file);
    await look(agency, "commission-draw");
    await agency.locator("[data-reveal]").click();
    await agency.getByRole("dialog").getByRole("button", { name: "确认抽取" }).click();
    await expect(agency.getByText("已抽取").first()).toBeVisible({ timeout: 20_000 });
    await agency.getByRole("tab", { name: "专家组" }).click();
    await version(agency, 1);
    await expect(agency.locator("[data-proof]")).toContainText("随机抽取");
  });

  await test.step("the record is public, names nobody and verifies in the browser", async () => {
    await page.reload();
    await page.getByRole("button", { name: "核验", exact: true }).click();
    await expect(page.getByText("浏览器核验的各项都一致")).toBeVisible();
    await expect(page.locator('[data-check][data-sound="true"]')).toHaveCount(6);
    await expect(page.locator("[data-drawn] th")).toHaveText(/^A-\d{4}$/);
    const names = await agency.locator('[data-member="true"] .seat-name').allInnerTexts();
    const text = await page.locator("main").innerText();
    for (const name of names) expect(text).not.toContain(name);
    await look(page, "draw-record");
  });

  const [project = ""] = projects;
  await test.step("the panel reviews; the agency hands over once, under a hash", async () => {
    const people = await agency.locator('[data-member="true"]').evaluateAll((rows) => rows.map((row) => (row.getAttribute("data-expert") ?? "").replace("person-", "")));
    await act(WHO.agency, `${SERVICE}/AdoptPanels`, { docket, planVersion: "1" });
    await Promise.all(people.map((reviewer) => acceptReview(reviewer, project)));
    for (const reviewer of people) await scoreReview(reviewer, project, 0.85);
    await act(WHO.agency, "yanlu.review.v1.ReviewService/CloseReview", { docket: project, report: COMMENT, chair: personOf(people[0] ?? "") });
    await agency.goto(`/commissions/${docket}?do=hand_over`);
    await expect(agency.locator("[data-line]")).toContainText("报告已形成");
    await agency.getByLabel(/委托工作报告/).fill("按委托完成评审，档案齐备。");
    await send(agency);
    await agree(agency);
    await expect(state(agency)).toHaveAttribute("data-state", "HANDED_OVER");
    await expect(agency.locator("[data-handover-hash]")).toHaveText(/^[0-9a-f]{64}$/);
    await expect(agency.locator("[data-line] .mono")).toHaveText(/^[0-9a-f]{64}$/);
  });

  await test.step("the officer scores the agency beside the figures of the record", async () => {
    const officer = await as(browser, WHO.officer);
    await officer.goto(`/commissions/${docket}?do=evaluate_agency`);
    const rows = officer.locator("[data-criterion]");
    await expect(rows.first()).toBeVisible();
    await expect(officer.locator("[data-figure]").first()).toBeVisible();
    const count = await rows.count();
    for (let i = 0; i < count; i++) await rows.nth(i).getByLabel(/得分/).fill("10");
    await expect(officer.locator("[data-total]")).toContainText(`合计 ${10 * count}`);
    await look(officer, "commission-evaluation");
    await officer.getByLabel(/考核意见/).fill("组织规范，按期移交。");
    await send(officer);
    await agree(officer);
    await expect(state(officer)).toHaveAttribute("data-state", "EVALUATED");
    await expect(officer.locator("[data-total]")).toContainText(String(10 * count));
    await officer.getByRole("tab", { name: "历史" }).click();
    await expect(officer.locator('[data-event="evaluate_agency"]')).toBeVisible();
    await look(officer, "commission-history");
    await officer.context().close();
  });
  await context.close();
  await agency.context().close();
});

test("a long act shows how far it has come, through a reload and a lost connection; least loads are set, kept and explained", async ({ browser }) => {
  test.setTimeout(2 * LONG);
  const tag = randomUUID().slice(0, 4);
  const { call, projects } = await callWith({ [`慢病管理平台 ${tag}`]: TEAMS.medicine, [`茶园病虫监测 ${tag}`]: TEAMS.farming }, `办理进度批次 ${tag}`, 30_000);
  const docket = (await act(WHO.officer, `${SERVICE}/CreateCommission`, await commissionOf("optimal", call))).docket.id;
  for (const project of projects) await acceptApplication(project);
  await commission(call);
  await act(WHO.agency, `${SERVICE}/SealCommission`, { docket, independent: true });
  const agency = await as(browser, WHO.agency);
  const work = agency.locator('[data-work="propose_panels"]');
  await agency.goto(`/commissions/${docket}?tab=panels`);
  await expect(agency.getByLabel(/每位专家至少评审的项目数/)).toBeVisible({ timeout: 120_000 });

  await test.step("while it runs: steps, a bar, words, and the focus is left alone", async () => {
    const release = server.hold("commission_plan");
    await agency.getByLabel(/每位专家至少评审的项目数/).fill("0");
    await send(agency);
    await expect(work.locator('[data-stage="write"]')).toHaveAttribute("data-standing", "now", { timeout: 120_000 });
    await expect(work.locator('[data-stage="weigh"]')).toContainText("2 / 2");
    const bar = work.getByRole("progressbar", { name: "正在办理：拟定专家组" });
    expect(Number(await bar.getAttribute("value"))).toBeGreaterThan(50);
    await expect(agency.locator(".work-place").getByRole("status").first()).toHaveText("第 6 步，共 7 步：写入");
    expect(await work.evaluate((box) => box.contains(document.activeElement))).toBe(false);
    await look(agency, "commission-work");
    await agency.reload();
    await expect(work.locator('[data-stage="write"]')).toHaveAttribute("data-standing", "now", { timeout: 120_000 });
    release();
    await expect(agency.getByText("已办理：拟定专家组")).toBeVisible({ timeout: 120_000 });
    await version(agency, 1);
    await agency.getByRole("button", { name: "知道了" }).click();
    await expect(agency.getByText("已办理：拟定专家组")).toHaveCount(0);
  });

  await test.step("a lost connection: it may still be running, is looked for again and found", async () => {
    let reachable = false;
    await agency.route("**/GetCommissionWork", (route) => (reachable ? route.continue() : route.abort("connectionreset")));
    await agency.route("**/ProposePanels", async (route) => {
      void route.fetch().catch(() => undefined); // it arrives, and its answer never does
      await route.abort("connectionreset");
    });
    const release = server.hold("commission_plan");
    await agency.getByRole("button", { name: "全部重新求解" }).first().click();
    await send(agency);
    await expect(agency.getByText("连接中断：办理可能仍在进行")).toBeVisible({ timeout: 120_000 });
    await look(agency, "commission-work-lost");
    reachable = true;
    await expect(work).toBeVisible({ timeout: 120_000 });
    release();
    await expect(agency.getByText("已办理：拟定专家组")).toBeVisible({ timeout: 120_000 });
    await version(agency, 2);
    await agency.getByRole("button", { name: "知道了" }).click();
    await agency.unrouteAll();
  });

  await test.step("a least load for all that cannot be had is refused with the figures", async () => {
    await agency.reload();
    await agency.getByRole("button", { name: "全部重新求解" }).first().click();
    await agency.getByLabel(/每位专家至少评审的项目数/).fill("3");
    await send(agency);
    await expect(agency.getByText(/评审下限合计\d+项，而全部项目只有\d+个席位/).first()).toBeVisible({ timeout: 120_000 });
    await agency.getByRole("button", { name: "全部重新求解" }).first().click();
  });

  await test.step("one expert's is set by hand: too little is a fault, solving gives it", async () => {
    // Everybody of this small pool is in the list already: somebody in reserve is asked for.
    const name = await agency.locator("[data-load]", { hasText: "0 / 8" }).first().locator("span").first().innerText();
    const load = agency.locator("[data-load]", { hasText: name });
    await load.getByRole("button", { name: `规定${name}的下限` }).press("Enter");
    await agency.locator("[data-floor-input]").fill("1");
    await reason(agency);
    await expect(agency.locator('[data-change="floor"]')).toContainText("1");
    await agency.getByRole("button", { name: "只保存" }).click();
    await version(agency, 3);
    await expect(load).toHaveAttribute("data-short", "true");
    await expect(agency.getByText(/至少评审1项，现为0项/)).toBeVisible();
    await look(agency, "commission-floor");
    await load.getByRole("button", { name: /的下限$/ }).click();
    await reason(agency, "新入库专家，须参加本批评审");
    await agency.locator("[data-save]").click();
    await version(agency, 4);
    await expect(load).toHaveAttribute("data-short", "false");
    await expect(load).toContainText("1 · 至少 1");
  });
  await agency.context().close();
});
