import { expect as base, test, type Page } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { act } from "./help/api";
import { acceptApplication, commission, openCall, startApplication, submitApplication, TEAMS, WHO, writeProposal, type Team } from "./help/district";
import { action, agree, as, look, send, state } from "./help/page";
import { ownServer } from "./server/own";

ownServer();
test.use({ actionTimeout: 60_000 }); // solving and sealing take their time on a busy machine

const expect = base.configure({ timeout: 60_000 });

const SERVICE = "yanlu.review.v1.CommissionService";
const DUE = "2027-01-31 18:00:00";

/** Accepted applications of one closed call that was given to the agency. */
async function ready(teams: [Team, string][], name: string): Promise<string[]> {
  const call = await openCall(name, 20_000);
  const projects: string[] = [];
  for (const [team, title] of teams) {
    const project = await startApplication(team, call, title);
    await writeProposal(team, project);
    await submitApplication(team, project);
    await acceptApplication(project);
    projects.push(project);
  }
  await commission(call);
  return projects;
}

const board = (page: Page) => page.locator("[data-plan]");

test("chosen applications are commissioned and revised; conflicts, candidates and the price of fairness are read before anything is saved", async ({ browser }) => {
  test.setTimeout(600_000);
  const tag = randomUUID().slice(0, 4);
  const [first, second] = [`水性涂料中试 ${tag}`, `茶叶精深加工 ${tag}`];
  const [, other = ""] = await ready([[TEAMS.materials, first], [TEAMS.farming, second]], `指定项目批次 ${tag}`);
  const officer = await as(browser, WHO.officer);
  const agency = await as(browser, WHO.agency);
  let path = "";

  await test.step("the officer chooses one application, and the call's blindness is filled in", async () => {
    await officer.goto("/commissions/new");
    await officer.getByLabel("申报批次").selectOption({ label: `指定项目批次 ${tag} · 评审中` });
    await officer.getByRole("radio", { name: "指定项目" }).check();
    const picks = officer.locator(".pick-list");
    await expect(picks.getByRole("checkbox")).toHaveCount(2);
    await picks.getByLabel(first).check();
    await expect(officer.getByText("选择受理的项目（已选 1 项）")).toBeVisible();
    await officer.getByLabel(/移交期限/).fill(DUE);
    await officer.keyboard.press("Tab");
    await look(officer, "commission-chosen");
    await send(officer);
    await expect(state(officer)).toHaveAttribute("data-state", "COMMISSIONED");
    await expect(officer.getByText("单盲").first()).toBeVisible();
    path = new URL(officer.url()).pathname;
  });

  await test.step("before the seal the officer adds the other one and asks for double blind", async () => {
    await action(officer, "revise_commission").click();
    const picks = officer.locator(".pick-list");
    await expect(picks.getByLabel(first)).toBeChecked();
    await picks.getByLabel(second).check();
    await officer.getByRole("radio", { name: "双盲" }).check();
    await look(officer, "commission-revise");
    await send(officer);
    await expect(officer.getByText(/目前 2 个受理项目会列入/)).toBeVisible();
    await expect(officer.getByText("双盲").first()).toBeVisible();
  });

  await test.step("the agency reads who is excluded, on which ground and by which evidence", async () => {
    await agency.goto(`${path}?tab=conflicts`);
    const row = agency.locator('tr[data-expert="person-yantinglan"]', { hasText: first });
    await expect(row.getByText("严听澜")).toBeVisible();
    await expect(row.locator("[data-label=回避情形]")).not.toBeEmpty();
    await expect(row.locator("[data-label=证据]")).not.toBeEmpty();
    await look(agency, "commission-conflicts-table");
    await action(agency, "seal_commission").click();
    await agency.getByRole("checkbox", { name: /本机构声明/ }).check();
    await send(agency);
    await agree(agency);
    await expect(state(agency)).toHaveAttribute("data-state", "SEALED");
    await agency.getByRole("tab", { name: "回避" }).click();
    await expect(agency.getByText("已封存的回避名单")).toBeVisible();
    await expect(row).toHaveCount(1);
  });

  await test.step("the plan says in one sentence what fairness cost", async () => {
    await action(agency, "propose_panels").click();
    await send(agency);
    await expect(board(agency)).toHaveAttribute("data-plan", "1");
    await expect(agency.locator("[data-fairness]")).toContainText(/公平调整：匹配最差的申报书由 [\d.]+ 提高到 [\d.]+，总匹配度由最高的 [\d.]+ 减少 [\d.]+%|不能再提高，总匹配度没有减少/);
    await look(agency, "commission-fairness");
  });

  const panel = agency.locator("[data-panel]", { hasText: first });
  await test.step("candidates show match, load and ground before saving, and are picked by keyboard", async () => {
    await panel.getByRole("button", { name: /增补专家/ }).press("Enter");
    const dialog = agency.locator(".pick-dialog");
    const rows = dialog.locator("[data-candidate]");
    await expect(rows.first().locator(".fit")).toContainText(/\d/);
    await expect(rows.first()).toContainText(/本方案 \d+ \/ \d+ 项/);
    const barred = dialog.locator('[data-candidate="person-yantinglan"]');
    await expect(barred).toContainText(/应回避：.+（.+）/);
    await expect(barred.getByRole("button")).toBeDisabled();
    const matches = (await dialog.locator("[data-candidate]:not([data-bar]) .fit [aria-hidden]:last-child").allInnerTexts()).map(Number);
    expect(matches).toEqual(matches.toSorted((a, b) => b - a));
    await look(agency, "commission-candidates");
    const search = dialog.getByRole("searchbox");
    await search.fill("严听澜");
    await expect(rows).toHaveCount(1);
    await search.fill("");
    await expect(rows.nth(1)).toBeVisible();
    await search.press("ArrowDown");
    await agency.keyboard.press("ArrowDown");
    await expect(rows.nth(1).getByRole("button")).toBeFocused();
    await agency.keyboard.press("ArrowUp");
    await expect(rows.nth(0).getByRole("button")).toBeFocused();
    const picked = await rows.nth(0).getAttribute("data-candidate") ?? "";
    await agency.keyboard.press("Enter");
    const form = agency.locator("[data-reason-form]");
    await form.getByLabel("理由").fill("补足所需专业方向");
    await form.getByRole("button", { name: "加入调整清单" }).press("Enter");
    const seat = panel.locator(`[data-expert="${picked}"]`);
    await expect(seat).toHaveAttribute("data-by", "add");
    await expect(seat.locator(".fit")).toContainText(/\d/);
    await agency.getByRole("button", { name: "全部放弃" }).click();
    await expect(agency.locator("[data-change]")).toHaveCount(0);
    await agency.locator(".change-card").getByRole("button", { name: "重做" }).click();
    await expect(agency.locator("[data-change]")).toHaveCount(1);
    await agency.locator("[data-save]").click();
    await expect(board(agency)).toHaveAttribute("data-plan", "2");
    await expect(panel.locator(`[data-expert="${picked}"][data-locked="true"]`)).toHaveCount(1);
  });

  await test.step("reserves who would break the composition are not called; the overview says why", async () => {
    const docket = path.split("/").at(-1) ?? "";
    await act(WHO.agency, `${SERVICE}/AdoptPanels`, { docket, planVersion: "2" });
    await officer.goto(path);
    await expect(officer.locator(`[data-application="${other}"]`)).toBeVisible();
    await look(officer, "commission-adopted");
  });
  await officer.context().close();
  await agency.context().close();
});
