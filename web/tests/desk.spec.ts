import { expect, test } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { act, call, getDocket, inState, until } from "./help/api";
import {
  acceptApplication, acceptReview, COMMENT, commission, openCall, personOf, REVIEWERS, scoreReview, startApplication, submitApplication, TEAMS, WHO, writeProposal, type Team,
} from "./help/district";
import { action, as, fillMoment, look, send, state } from "./help/page";
import { ownServer } from "./server/own";

ownServer();

const APPLICATION = "yanlu.application.v1.ApplicationService";
const HOUR = 3_600_000;
const AWARD = "yanlu.award.v1.AwardService";
const REVIEW = "yanlu.review.v1.ReviewService";
const some = () => randomUUID().slice(0, 4);

/** The wall clock of Shanghai, as a person types it. */
const wall = (at: number): string => new Date(at + 8 * HOUR).toISOString().slice(0, 19).replace("T", " ");

/** A person leads one project at a time: what a test began, it ends. */
const withdraw = (team: Team, docket: string) => act(team.pi, `${APPLICATION}/WithdrawApplication`, { docket, reason: "演练结束" });

/** Two applications of one call, reviewed with different scores; the better one first. */
async function twoReviewed(teams: [Team, Team], title: string): Promise<{ parent: string; projects: [string, string] }> {
  const parent = await openCall(title, 20_000);
  const start = async (team: Team, name: string) => {
    const docket = await startApplication(team, parent, name);
    await writeProposal(team, docket);
    await submitApplication(team, docket);
    await acceptApplication(docket);
    return docket;
  };
  const projects: [string, string] = [await start(teams[0], `${title}甲`), await start(teams[1], `${title}乙`)];
  await commission(parent);
  const panel = REVIEWERS.slice(0, 5);
  for (const [at, docket] of projects.entries()) {
    await act(WHO.agency, `${REVIEW}/AssignReview`, { docket, reviewers: panel.map(personOf), due: new Date(Date.now() + HOUR).toISOString() });
    await Promise.all(panel.map((reviewer) => acceptReview(reviewer, docket)));
    for (const reviewer of panel) await scoreReview(reviewer, docket, at === 0 ? 0.9 : 0.8);
    await act(WHO.agency, `${REVIEW}/CloseReview`, { docket, report: COMMENT, chair: personOf(panel[0] ?? "") });
  }
  return { parent, projects };
}

test("a stale decision is refused with the change shown; nothing typed is lost", async ({ browser }) => {
  const parent = await openCall(`延期演练 ${some()}`);
  const docket = await startApplication(TEAMS.materials, parent, `聚氨酯保温材料 ${some()}`);
  await writeProposal(TEAMS.materials, docket);
  const director = await as(browser, WHO.director);
  await director.goto(`/dockets/${docket}?do=extend_deadline`);
  const reason = director.getByRole("textbox", { name: /理由/ });
  await reason.fill("单位公章遗失，补办需要时间");
  await fillMoment(director.getByLabel(/延期至/), wall(Date.now() + 48 * HOUR));
  await director.keyboard.press("Tab");
  await act(TEAMS.materials.pi, `${APPLICATION}/SendToUnit`, { docket, pledged: true });
  await send(director);

  const note = director.locator('[data-stale="refused"]');
  await expect(note).toContainText("没有提交");
  await expect(note.locator('[data-event="send_to_unit"]')).toContainText("草稿 → 单位审核");
  await expect(note.locator('[data-event="send_to_unit"]')).toContainText("苏青");
  await expect(reason).toHaveValue("单位公章遗失，补办需要时间");
  expect((await getDocket(WHO.director, docket)).docket.facts?.intake?.extended_until).toBeUndefined();

  await note.getByRole("button", { name: "已看清变化，继续办理" }).click();
  await expect(note).toHaveCount(0);
  await send(director);
  await expect(director.locator("[data-receipt]")).toBeVisible();
  await expect(state(director)).toHaveAttribute("data-state", "UNIT_CHECK");

  await director.getByRole("tab", { name: "历史" }).click();
  const step = director.locator('article[data-event="extend_deadline"]');
  await expect(step).toContainText("特殊情形");
  await expect(step.locator("[data-why]")).toContainText("单位公章遗失");
  await expect(step.locator('[data-change="intake.extended_until"]')).toContainText("填入");
  await director.getByLabel("只看特殊情形").check();
  await expect(director.locator('article[data-event="send_to_unit"]')).toHaveCount(0);
  await director.context().close();
});

test("one applicant is extended after a call closes for all others", async ({ browser }) => {
  const parent = await openCall(`个别延期 ${some()}`, 12_000);
  const title = `机器人末端执行器 ${some()}`;
  const extended = await startApplication(TEAMS.machines, parent, title);
  const other = await startApplication(TEAMS.farming, parent, `青菜头选育 ${some()}`);
  await writeProposal(TEAMS.machines, extended);
  const director = await as(browser, WHO.director);
  await director.goto(`/extensions?docket=${extended}`);
  await expect(director.getByText("只延长这一项的期限")).toBeVisible();
  await fillMoment(director.getByLabel(/延期至/), wall(Date.now() + 24 * HOUR));
  await director.keyboard.press("Tab");
  await director.getByRole("textbox", { name: /理由/ }).fill("系统登记错误，非申报人原因");
  await send(director);
  await expect(director.locator(`[data-extension="${extended}"]`)).toContainText("系统登记错误");
  await expect(director.locator(`[data-extension="${extended}"]`)).toContainText("生效中");
  await until(WHO.director, parent, inState("CLOSED"), "closed");
  await until(WHO.director, other, inState("EXPIRED"), "ended by its deadline");
  await act(TEAMS.machines.pi, `${APPLICATION}/SendToUnit`, { docket: extended, pledged: true });
  await act(TEAMS.machines.institution, `${APPLICATION}/UnitApprove`, { docket: extended, opinion: "同意" });
  const submitted = await act(WHO.recommender, `${APPLICATION}/Recommend`, { docket: extended, opinion: "同意推荐" });
  expect(submitted.docket.state).toBe("SUBMITTED");
  await withdraw(TEAMS.machines, extended);
  await expect(act(TEAMS.farming.pi, `${APPLICATION}/SendToUnit`, { docket: other, pledged: true })).rejects.toThrow();
  await expect(act(TEAMS.digital.pi, `${APPLICATION}/CreateApplication`, { call: parent, title: "晚到", recommender: "org-tuijian" })).rejects.toThrow(/CALL_NOT_OPEN/);
  await director.context().close();
});

test("a message to everybody in a state arrives in their inbox", async ({ browser }) => {
  const title = `消息演练 ${some()}`;
  const parent = await openCall(title);
  const docket = await startApplication(TEAMS.hospital, parent, `康复评估 ${some()}`);
  const subject = `请尽快补齐附件 ${some()}`;
  const officer = await as(browser, WHO.officer);
  await officer.goto(`/messages?call=${parent}&state=DRAFT`);
  await expect(officer.locator("[data-people='1']")).toContainText("安然");
  await officer.getByLabel("标题").fill(subject);
  await officer.getByLabel("内容").fill("受理即将截止，请尽快补齐附件并送单位审核。");
  await officer.getByRole("button", { name: "发送", exact: true }).click();
  const dialog = officer.getByRole("dialog");
  await expect(dialog).toContainText("1 人");
  await dialog.getByRole("button", { name: "发送", exact: true }).click();
  const sent = officer.locator("article", { hasText: subject });
  await expect(sent.locator("[data-read]")).toHaveText("0 / 1 人已读");
  const { items } = await call<{ items: { text: string; docket: string; zh: string }[] }>(TEAMS.hospital.pi, "yanlu.docket.v1.DocketService/ListNotifications", { markRead: true });
  expect(items.some((one) => one.text.includes("受理即将截止") && one.docket === docket)).toBe(true);
  const stranger = await call<{ items?: { text?: string }[] }>(TEAMS.digital.pi, "yanlu.docket.v1.DocketService/ListNotifications", {});
  expect((stranger.items ?? []).some((one) => one.text?.includes("受理即将截止"))).toBe(false);
  await officer.reload();
  await expect(sent.locator("[data-read]")).toHaveText("1 / 1 人已读");
  await officer.context().close();
});

test("the formal check: automatic checks, a field pointed at, a phrase, the time for correction", async ({ browser }) => {
  const parent = await openCall(`形式审查演练 ${some()}`);
  const title = `数字孪生平台 ${some()}`;
  const docket = await startApplication(TEAMS.machines, parent, title);
  await writeProposal(TEAMS.machines, docket);
  await submitApplication(TEAMS.machines, docket);
  const phrase = `摘要未写明与现有成果的区别（${some()}）`;
  const officer = await as(browser, WHO.officer);

  await test.step("the pipeline leads to the application", async () => {
    await officer.goto(`/pipeline?call=${parent}`);
    await officer.locator('[data-cell="SUBMITTED"]').click();
    await expect(officer).toHaveURL(new RegExp(`state=SUBMITTED.*call=${parent}`));
    await officer.getByRole("link", { name: title }).first().click();
    await expect(officer.getByRole("heading", { level: 1, name: title })).toBeVisible();
  });

  await test.step("what the rules say stands beside the material", async () => {
    await action(officer, "start_check").click();
    await expect(officer.getByRole("region", { name: "自动核查" })).toContainText(/均未发现问题|不符合|提示/);
    await send(officer);
    await expect(state(officer)).toHaveAttribute("data-state", "FORMAL_CHECK");
  });

  await test.step("a list of points is built from the material and from phrases", async () => {
    await action(officer, "return_once").click();
    await expect(officer.getByRole("region", { name: "补正期限" })).toContainText(/内补正/);
    await officer.locator('[data-point="body.summary"]').click();
    const rows = officer.locator("[data-points] [role=group]");
    await expect(rows).toHaveCount(1);
    await rows.first().getByRole("button", { name: "选用常用语" }).click();
    await officer.locator("[data-phrase]").first().click();
    const text = rows.first().getByRole("textbox");
    await expect(text).not.toHaveValue("");
    await text.fill(phrase);
    await rows.first().getByRole("button", { name: "存为常用语" }).click();
    await expect(officer.getByText("已存入本单位的常用语")).toBeVisible();
    await officer.locator('[data-point="body.foundation"]').click();
    await expect(rows).toHaveCount(2);
    await rows.nth(1).getByRole("button", { name: "选用常用语" }).click();
    await officer.locator("[data-phrase]", { hasText: phrase }).first().click();
    await send(officer);
    await expect(state(officer)).toHaveAttribute("data-state", "RETURNED");
  });

  const { docket: returned } = await getDocket(WHO.officer, docket);
  expect((returned.facts?.intake?.defects as { field: string }[]).map((one) => one.field)).toEqual(["body.summary", "body.foundation"]);

  await test.step("after the correction the change stands first, word by word", async () => {
    await call(TEAMS.machines.pi, "yanlu.docket.v1.DocketService/SaveDraft", {
      requestId: randomUUID(), docket, baseVersion: "1",
      content: { ...(await call<{ content: object }>(TEAMS.machines.pi, "yanlu.docket.v1.DocketService/GetDraft", { docket })).content, "body.summary": "项目摘要，与现有成果的区别在于实时同步。" },
    });
    await act(TEAMS.machines.pi, `${APPLICATION}/Resubmit`, { docket, note: "已补正" });
    await officer.goto(`/dockets/${docket}?do=accept`);
    const changed = officer.locator('[data-field="body.summary"][data-changed]');
    await expect(changed.locator("ins")).toContainText("与现有成果的区别在于实时同步");
    await expect(officer.locator("[data-changed]")).toHaveCount(1);
    await officer.getByRole("tab", { name: "快照与对比" }).click();
    await expect(officer.locator("[data-compare] ins").first()).toContainText("与现有成果的区别");
  });
  await withdraw(TEAMS.machines, docket);
  await officer.context().close();
});

test("two reviewed applications are compared, one is advised with a departure and laid before the meeting", async ({ browser }) => {
  test.setTimeout(240_000);
  const title = `慢病监测 ${some()}`;
  const { parent, projects: [better, lesser] } = await twoReviewed([TEAMS.hospital, TEAMS.medicine], title);
  const officer = await as(browser, WHO.officer);
  await officer.goto(`/rank/${parent}`);
  const row = (docket: string) => officer.locator(`tr[data-docket="${docket}"]`);
  await expect(row(better)).toHaveAttribute("data-rank", "1");
  await expect(row(better)).toContainText("局长办公会");

  await test.step("side by side", async () => {
    await row(better).getByRole("checkbox").check();
    await row(lesser).getByRole("checkbox").check();
    await officer.getByRole("button", { name: "并列比较" }).click();
    const compare = officer.locator("[data-compare]");
    await expect(compare).toContainText(`${title}甲`);
    await expect(compare).toContainText(`${title}乙`);
    await expect(compare.locator("tr[data-differs]", { hasText: "综合得分" })).toHaveCount(1);
    await officer.getByRole("button", { name: "关闭比较" }).click();
  });

  await test.step("the lesser one alone departs from rank and needs a reason", async () => {
    await row(better).getByRole("checkbox").uncheck();
    await officer.locator('[data-bulk="advise"]').click();
    await officer.getByLabel("立项建议（用于所选各项）").fill("面向基层急需，建议立项。");
    await officer.getByRole("button", { name: "提交 1 项" }).click();
    await expect(officer.locator('[data-departs] [role="alert"]')).toContainText("请填写");
    await officer.getByLabel("偏离排序的理由").fill("名次在前的团队已承担同类任务");
    await officer.getByRole("button", { name: "提交 1 项" }).click();
    await expect(officer.locator('[data-outcome="done"]')).toContainText(`${title}乙`);
    await expect(row(lesser).locator("[data-departure]")).toContainText("已承担同类任务");
  });

  await test.step("and goes before the meeting once its applicant has had their say", async () => {
    await act(TEAMS.medicine.pi, "yanlu.review.v1.ReviewingService/Rebut", { docket: lesser, text: "感谢专家意见，将细化考核方式。" });
    await row(lesser).getByRole("checkbox").check();
    await officer.locator('[data-bulk="table"]').click();
    await officer.getByLabel(/会议/).fill("局长办公会第 4 次会议");
    await officer.getByRole("button", { name: "提交 1 项" }).click();
    await expect(row(lesser)).toContainText("会议决策");
    await expect(row(lesser)).toContainText("局长办公会第 4 次会议");
    await look(officer, "bureau-rank", { path: `/rank/${parent}?compare=${better}&compare=${lesser}` });
  });

  const director = await as(browser, WHO.director);
  await director.goto(`/dockets/${lesser}?do=approve`);
  await expect(director.getByRole("region", { name: /公众将看到/ })).toContainText(`${title}乙`);
  await act(TEAMS.hospital.pi, "yanlu.review.v1.ReviewingService/Rebut", { docket: better, text: "感谢专家意见。" });
  for (const docket of [better, lesser]) await act(docket === better ? WHO.officer : WHO.director, `${AWARD}/DeclineApplication`, { docket, reason: "演练结束" });
  await director.context().close();
  await officer.context().close();
});

test("a call is built step by step with its public page beside", async ({ browser }) => {
  const title = `榨菜智能加工专项 ${some()}`;
  const officer = await as(browser, WHO.officer);
  await officer.goto("/builder");
  await officer.getByRole("button", { name: "下一步" }).click();
  await expect(officer.getByRole("alert").first()).toContainText("请填写");
  await officer.getByRole("radio").first().check();
  await officer.getByLabel("政策包", { exact: true }).click();
  await officer.locator(".ant-select-item-option:visible").first().click();
  await officer.getByRole("button", { name: "下一步" }).click();
  await officer.getByLabel("批次名称").fill(title);
  await fillMoment(officer.getByLabel("开始受理"), "2027-03-06 09:00:00");
  await officer.keyboard.press("Tab");
  await expect(officer.getByText("周六，非工作日")).toBeVisible();
  await fillMoment(officer.getByLabel("截止时间"), "2027-04-30 17:00:00");
  await officer.keyboard.press("Tab");
  await expect(officer.getByText(/受理 55 天/)).toBeVisible();
  await officer.getByRole("button", { name: "下一步" }).click();
  await officer.getByLabel("查找选题").fill("榨菜");
  await officer.getByRole("region", { name: "选题与需求" }).getByRole("checkbox").first().check();
  await officer.getByRole("button", { name: "下一步" }).click();
  await officer.getByLabel("单项资助上限").fill("30");
  await officer.getByLabel("资金盘子").fill("300");
  await expect(officer.getByText("约可支持 10 项")).toBeVisible();
  await officer.getByRole("button", { name: "下一步" }).click();
  const preview = officer.getByRole("region", { name: "公开页面预览" });
  await expect(preview).toContainText(title);
  await expect(preview).toContainText("300 万元");
  await officer.getByRole("button", { name: "建立批次" }).click();
  await officer.getByRole("link", { name: "打开批次档案" }).click();
  await expect(state(officer)).toHaveAttribute("data-state", "DRAFTING");
  await officer.getByRole("link", { name: "在批次编制中修改" }).click();
  await officer.getByRole("button", { name: /名称与时间/ }).click();
  await officer.getByLabel("批次名称").fill(`${title}（修改）`);
  await officer.getByRole("button", { name: /核对与保存/ }).click();
  await officer.getByRole("button", { name: "保存修改" }).click();
  await expect(officer.getByText("修改已保存")).toBeVisible();
  await officer.context().close();
});

/** An application that waits for its institution. */
async function waiting(): Promise<{ parent: string; docket: string }> {
  const parent = await openCall(`版式演练 ${some()}`);
  const docket = await startApplication(TEAMS.materials, parent, `无障碍核对 ${some()}`);
  await writeProposal(TEAMS.materials, docket);
  await act(TEAMS.materials.pi, `${APPLICATION}/SendToUnit`, { docket, pledged: true });
  return { parent, docket };
}

test("the officer’s pages are usable at both widths", async ({ browser }) => {
  test.setTimeout(300_000);
  const { parent, docket } = await waiting();
  const officer = await as(browser, WHO.officer);
  for (const [name, path] of Object.entries({
    pipeline: "/pipeline", messages: `/messages?call=${parent}`, pool: "/pool", builder: "/builder", overview: `/dockets/${docket}`, history: `/dockets/${docket}?tab=timeline`,
    snapshots: `/dockets/${docket}?tab=snapshots`, related: `/dockets/${docket}?tab=related`,
  })) await look(officer, `bureau-${name}`, { path });
  await officer.context().close();
});

test("the director’s and the institution’s pages are usable at both widths", async ({ browser }) => {
  test.setTimeout(240_000);
  const { docket } = await waiting();
  const director = await as(browser, WHO.director);
  await look(director, "bureau-extensions", { path: `/extensions?docket=${docket}` });
  await director.context().close();
  const unit = await as(browser, TEAMS.materials.institution);
  await look(unit, "bureau-limits", { path: "/limits" });
  await look(unit, "bureau-unit-return", { path: `/dockets/${docket}?do=unit_return` });
  await unit.context().close();
});
