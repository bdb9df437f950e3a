import { test } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { act, call, getDocket } from "./help/api";
import { expect, field, openPart, place } from "./help/desk";
import { openCall, personOf, recommenderOrg, TEAMS, writeProposal, type Team } from "./help/district";
import { action, as, send, state } from "./help/page";
import { ownServer } from "./server/own";

ownServer();

const APPLICATION = "yanlu.application.v1.ApplicationService";
const MEMBER = "yanlu.identity.v1.MemberService";
const short = () => randomUUID().slice(0, 4);

test("an institution returns with points on fields, compares with last time, and approves many with a result for each", async ({ browser }) => {
  test.setTimeout(240_000);
  const team = TEAMS.materials;
  const mark = short();
  const parent = await openCall(`单位审核演练 ${mark}`);
  const titles = [`保温材料中试 ${mark}`, `阻燃材料中试 ${mark}`] as const;
  const colleague = { ...team, pi: "zhouzhi", name: "周枳" }; // leads projects of this institution as well
  const { organisation } = await call<{ organisation: string }>(team.institution, `${MEMBER}/ListMembers`, {});
  await call("guanli", `${MEMBER}/SetMemberRoles`, { requestId: randomUUID(), organisation, person: personOf(colleague.pi), roles: ["pi"] });
  const sent = async (by: Team, title: string): Promise<string> => {
    const { docket: { id: docket } } = await act(by.pi, `${APPLICATION}/CreateApplication`, { call: parent, title, recommender: await recommenderOrg(), host: organisation });
    await writeProposal(by, docket);
    await act(by.pi, `${APPLICATION}/SendToUnit`, { docket, pledged: true });
    return docket;
  };
  const [first, second] = [await sent(team, titles[0]), await sent(colleague, titles[1])];
  const unit = await as(browser, team.institution);
  const pi = await as(browser, team.pi);

  await test.step("what waits for the institution is first in its queue, and is returned with a point on a field", async () => {
    await unit.goto("/queue");
    await unit.getByRole("link", { name: titles[0], exact: true }).click();
    await action(unit, "unit_return").click();
    await unit.getByRole("textbox", { name: /退回意见/ }).fill("请补充与现有成果的比较。");
    await unit.locator('[data-point="body.summary"]').click();
    const row = unit.locator("[data-points] [role=group]").first();
    await row.getByRole("textbox").fill("摘要未写明与现有成果的区别");
    await send(unit);
    await expect(state(unit)).toHaveAttribute("data-state", "DRAFT");
  });

  await test.step("the applicant has the point beside the field and corrects it", async () => {
    await openPart(pi, first, "body");
    await expect(pi.locator('[data-defect="body.summary"]')).toContainText("摘要未写明与现有成果的区别");
    await expect(place(pi, "body.summary")).toContainText("摘要未写明与现有成果的区别");
    await field(pi, "body.summary").fill("项目摘要：与现有成果的区别在于无溶剂连续成型。");
    await expect(place(pi, "body.summary").locator('[data-field-state="saved"]')).toBeVisible();
    await act(team.pi, `${APPLICATION}/SendToUnit`, { docket: first, pledged: true });
  });

  await test.step("the institution sees what changed since it returned it", async () => {
    await unit.goto(`/dockets/${first}?do=unit_approve`);
    const changed = unit.locator('[data-field="body.summary"][data-changed]');
    await expect(changed.locator("ins").first()).toContainText("无溶剂连续成型");
    await expect(unit.locator("[data-changed]")).toHaveCount(1);
  });

  await test.step("both are to be approved at once: one was withdrawn meanwhile, and says so", async () => {
    await unit.goto(`/projects?call=${parent}`);
    await expect(unit.locator("[data-row], tbody tr").first()).toBeVisible();
    await unit.getByLabel("选择已显示的全部").check();
    await unit.getByRole("button", { name: "批量办理" }).click();
    await unit.locator('[data-bulk="unit_approve"]').click();
    const opinion = unit.locator(".bulk-drawer").getByRole("textbox", { name: /意见/ });
    if (await opinion.count() > 0) await opinion.first().fill("同意申报");
    await act(team.pi, `${APPLICATION}/WithdrawApplication`, { docket: first, reason: "调整方案后再报" });
    await unit.locator("[data-bulk-run]").click();
    await expect(unit.locator("[data-bulk-result='over']")).toHaveText("已办理 1 项，未成功 1 项");
    await expect(unit.locator('.bulk-line[data-outcome="refused"]')).toContainText(/[\u4e00-\u9fff]{6,}/);
    const states = await Promise.all([first, second].map(async (docket) => (await getDocket(team.institution, docket)).docket.state));
    expect(states.sort()).toEqual(["RECOMMENDING", "WITHDRAWN"]);
  });

  await test.step("the limits show what is used", async () => {
    await unit.goto(`/limits?call=${parent}`);
    const { limits } = await call<{ limits: { rule: string; used?: number; limit: number }[] }>(team.institution, "yanlu.application.v1.DraftingService/ListLimits", { organisation, call: parent });
    for (const one of limits.filter(({ limit }) => limit > 0)) {
      await expect(unit.locator(`[data-limit="${one.rule}"]`).first()).toContainText(`${one.used ?? 0}`);
    }
  });
  await unit.context().close();
  await pi.context().close();
});
