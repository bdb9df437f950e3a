// Tried as a new user would: from an invitation to the receipt in one sitting, counting what it costs.

import { expect as standard, test, type Browser, type Page } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { base, inState, until } from "./help/api";
import { openCall, TEAMS, WHO } from "./help/district";
import { Hands } from "./help/effort";
import { action, as, choose, saved, send, state } from "./help/page";
import { ownServer } from "./server/own";

ownServer();

const expect = standard.configure({ timeout: 30_000 });
const PASSWORD = "Spring-River-7";
const DESK = /\/dockets\/([^/?]+)\?tab=material/;
const mark = randomUUID().slice(0, 4);

const PARAGRAPH = "面向页岩气装备减速器在重载冲击工况下的早期失效问题，研究齿面接触疲劳机理，建立设计、制造与在线监测一体的方法。";
const TABLES = {
  targets: "类别\t指标\t目标值\t考核方式\n技术\t额定寿命\t≥20000 小时\t第三方检测\n经济\t新增销售收入\t≥500 万元\t专项审计",
  schedule: "起\t止\t工作内容\t阶段成果\n2027-01-01\t2027-12-31\t设计与小试\t样机一台\n2028-01-01\t2028-12-31\t中试与考核\t检测报告",
  outputs: "成果类型\t数量\t说明\n发明专利\t2\t申请\n样机\t1\t通过检测",
  sources: "来源\t金额\n申请科技经费\t20\n单位自筹\t40",
  spending: "科目\t申请经费\t其余经费\t用途说明\n设备费\t10\t20\t试验台\n业务费\t10\t20\t材料与测试",
  team: "姓名\t职务职称\t专业\t承担任务\t单位\n王工\t工程师\t机械\t试验\t方磊\n李工\t工程师\t控制\t监测\t方磊",
};

async function inviteByLink(browser: Browser, name: string, title: string): Promise<string> {
  const unit = await as(browser, TEAMS.machines.institution);
  await unit.goto("/team");
  await unit.getByRole("button", { name: "邀请成员" }).click();
  await unit.getByLabel("姓名", { exact: true }).fill(name);
  await choose(unit, unit.getByLabel("接受后前往的申报批次（选填）"), title);
  await unit.getByRole("button", { name: "生成邀请链接" }).click();
  const link = await unit.getByLabel("邀请链接", { exact: true }).locator("code").innerText();
  await unit.context().close();
  const { pathname, hash } = new URL(link);
  return pathname + hash;
}

/** What others do: the institution approves, the recommending body recommends. */
async function carry(browser: Browser, login: string, docket: string, event: string, opinion: string, then: string): Promise<void> {
  const page = await as(browser, login);
  await page.goto(`/dockets/${docket}`);
  await action(page, event).click();
  await page.locator("form:visible textarea").first().fill(opinion);
  await send(page);
  await expect(state(page)).toHaveAttribute("data-state", then);
  await page.context().close();
}

/** Writes every required answer, part by part, as the desk leads. */
class Desk {
  constructor(private readonly hands: Hands, private readonly page: Page) {}

  private place = (path: string) => this.page.locator(`[data-field="${path}"]`);
  private text = (path: string) => this.place(path).locator("textarea, input").first();

  /** A table that was prepared in a spreadsheet. */
  private async table(path: string, cells: string): Promise<void> {
    await this.hands.paste(this.place(path).getByPlaceholder(/按 Ctrl\+V 粘贴/), cells);
    await this.arrived(path, cells);
  }

  /** The same, asked for by its button and looked over before it is taken. */
  private async looked(path: string, cells: string): Promise<void> {
    await this.hands.click(this.place(path).getByRole("button", { name: /^从 Excel/ }));
    await this.hands.paste(this.page.getByLabel("粘贴区"), cells);
    await this.hands.click(this.page.getByRole("dialog").getByRole("button", { name: /^追加/ }));
    await expect(this.page.getByRole("dialog")).toHaveCount(0);
    await this.arrived(path, cells);
  }

  private async arrived(path: string, cells: string): Promise<void> {
    await expect(this.place(path).locator("tbody tr")).toHaveCount(cells.split("\n").length - 1);
    await expect(this.place(path).locator(":focus"), "the focus stays with the table").toHaveCount(1);
  }

  /** To the next required answer that is missing, past what is complete or free. */
  private async skip(to: string): Promise<void> {
    await this.hands.click(this.page.getByRole("link", { name: /^跳到下一个空缺/ }));
    await expect(this.text(to)).toBeFocused();
  }

  private next = () => this.hands.click(this.page.getByRole("link", { name: /^下一部分/ }));
  private part = async (code: string) => { await expect(this.page.locator(`[data-part-open="${code}"]`)).toBeVisible(); };

  async write(): Promise<void> {
    const { hands, page } = this;
    await test.step("cover and basics", async () => {
      await this.part("cover");
      await expect(this.text("cover.pi"), "what is known is there").not.toHaveValue("");
      const [from, to] = [this.place("cover.term").locator("input").first(), this.place("cover.term").locator("input").nth(1)];
      await hands.date(from, "2027-01-01");
      await hands.press("Enter");
      await expect(to, "the end follows the beginning").toBeFocused();
      await hands.date(to, "2028-12-31");
      await hands.press("Enter");
      await this.next();
      await this.part("basics");
      await hands.type(this.text("basics.overall_goal"), "形成重载减速器长寿命设计方法，完成样机与现场考核。");
      await this.table("basics.targets", TABLES.targets);
      await hands.pick(this.place("basics.base_code").locator("input").first(), "");
    });
    await test.step("the body; what is known of the organisation is passed over", async () => {
      await this.skip("body.summary");
      for (const [path, about] of Object.entries({ summary: "摘要", state_of_art: "研究水平与需求", content_innovation: "内容与创新", foundation: "前期基础" })) {
        await hands.paste(this.text(`body.${path}`), `${about}：${PARAGRAPH}`);
      }
      await this.table("body.schedule", TABLES.schedule);
      await this.next();
    });
    await test.step("results, budget and people", async () => {
      await this.part("results");
      await this.looked("results.outputs", TABLES.outputs);
      await this.next();
      await this.part("budget");
      await this.table("budget.sources", TABLES.sources);
      await this.table("budget.spending", TABLES.spending);
      await expect(page.locator('[data-balanced="true"]')).toBeVisible();
      await this.next();
      await this.part("people");
      const lead = this.place("people.pi_detail");
      for (const [column, words] of Object.entries({ degree: "硕士", title: "高级工程师", field: "机械设计", duty: "项目负责人" })) {
        const cell = lead.locator(`[data-column="${column}"] input`);
        if (await cell.inputValue() === "") await hands.type(cell, words);
      }
      await this.table("people.team", TABLES.team);
    });
    await test.step("pledges and files", async () => {
      await this.skip("compliance.other_fiscal_support");
      await hands.type(this.text("compliance.other_fiscal_support"), "无");
      await hands.type(this.text("compliance.pledge"), "同意申报并承诺配套。");
      await hands.choose(this.place("compliance.integrity_pledge").getByRole("button"), "科研诚信承诺书.pdf");
      await hands.click(this.place("compliance.ethics").getByRole("radio", { name: "否" }));
      await hands.click(this.place("compliance.secrecy").getByRole("radio", { name: "否" }));
      await expect(this.place("compliance.integrity_pledge").locator("[data-file]")).toBeVisible();
      await this.next();
      await this.part("attachments");
      for (const [path, name] of Object.entries({ feasibility_report: "可行性报告.pdf", pi_id: "身份证明.pdf", licence: "营业执照.pdf" })) {
        await hands.drop(this.place(`attachments.${path}`).locator(".drop"), name);
        await expect(this.place(`attachments.${path}`).locator("[data-file]")).toBeVisible();
      }
    });
  }
}

async function fits(page: Page, path: string, what: string): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await expect(page.locator(".ant-spin-spinning, .loading")).toHaveCount(0);
  await page.screenshot({ path: `tests/screenshots/first-${what}-390.png`, fullPage: true });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${what} is wider than a telephone`).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1440, height: 900 });
}

test("a newcomer goes from the invitation to the receipt in one sitting", async ({ browser }) => {
  test.setTimeout(300_000);
  const title = `首次申报批次 ${mark}`;
  const subject = `重载减速器长寿命设计 ${mark}`;
  const parent = await openCall(title);
  const link = await inviteByLink(browser, `新来 ${mark}`, title);
  const context = await browser.newContext({ baseURL: base() });
  const page = await context.newPage();
  const hands = new Hands(page);

  await test.step("the link leads to an account and on to the call", async () => {
    await page.goto(link);
    await hands.type(page.getByLabel("登录名"), `new${mark}`);
    await hands.type(page.getByLabel("设置密码"), PASSWORD);
    await hands.type(page.getByLabel("再次输入密码"), PASSWORD);
    await hands.type(page.getByLabel(/^职称/), "高级工程师");
    await hands.type(page.getByLabel(/^学/), "硕士");
    await page.screenshot({ path: "tests/screenshots/first-account-1440.png", fullPage: true });
    await hands.click(page.getByRole("button", { name: "建立账号并接受" }));
    await expect(page).toHaveURL(new RegExp(`/calls/${parent}$`));
    await page.screenshot({ path: "tests/screenshots/first-call-1440.png", fullPage: true });
  });

  await test.step("the questions are read, then the application begins", async () => {
    await hands.click(page.getByRole("link", { name: "申报前先看全部问题" }));
    await expect(page.locator("[data-question]").first()).toBeVisible();
    await hands.click(page.getByRole("main").getByRole("link", { name: "开始申报" }));
    await hands.type(page.getByLabel("项目名称"), subject);
    await hands.pick(page.getByLabel("推荐单位"), "涪陵科技创新促进会");
    await page.screenshot({ path: "tests/screenshots/first-begin-1440.png", fullPage: true });
    await hands.click(page.getByRole("button", { name: "建立申报" }));
    await expect(page).toHaveURL(DESK);
  });
  const docket = DESK.exec(page.url())?.[1] ?? "";

  await test.step("the desk leads to the first gap", async () => {
    await expect(page.locator('[data-section="cover"]')).toBeVisible();
    await expect(saved(page)).toContainText("已保存");
    await page.screenshot({ path: "tests/screenshots/first-overview-1440.png", fullPage: true });
    await hands.click(page.getByRole("link", { name: /^跳到第一个空缺/ }));
  });
  await new Desk(hands, page).write();

  await test.step("checked, looked at as reviewers will, and sent", async () => {
    await hands.click(page.getByRole("button", { name: /检\s*查/ }).first());
    await expect(page.locator(".ant-drawer [data-check]")).toHaveAttribute("data-check", /^0\//);
    await page.screenshot({ path: "tests/screenshots/first-check-1440.png" });
    await hands.press("Escape");
    await hands.click(page.getByRole("link", { name: "预览" }));
    await expect(page.locator('[data-read="body.summary"]')).toContainText("页岩气");
    await hands.click(page.getByRole("link", { name: "提交", exact: true }));
    await expect(page.locator('[data-send="ready"]')).toBeVisible();
    await hands.click(page.getByLabel("我已阅读并签署科研诚信承诺书"));
    await page.screenshot({ path: "tests/screenshots/first-send-1440.png", fullPage: true });
    await hands.click(page.locator("form button[type=submit]:visible").first());
    await expect(page).toHaveURL(/\/receipt$/);
    await expect(page.locator("[data-hash]")).toHaveText(/^[0-9a-f]{64}/);
    await page.screenshot({ path: "tests/screenshots/first-sent-1440.png", fullPage: true });
  });
  const effort = hands.sum();

  await carry(browser, TEAMS.machines.institution, docket, "unit_approve", "同意申报", "RECOMMENDING");
  await carry(browser, WHO.recommender, docket, "recommend", "同意推荐", "SUBMITTED");
  await until(WHO.officer, docket, inState("SUBMITTED"), "submitted");

  await test.step("the receipt has a number and a check code, and is a PDF too", async () => {
    await page.reload();
    await expect(page.locator("[data-number]")).toHaveText(/^SQ-\d{4}-\d{6}$/);
    await expect(page.locator("[data-hash]")).toHaveText(/^[0-9a-f]{64}/);
    await page.screenshot({ path: "tests/screenshots/first-receipt-1440.png", fullPage: true });
    const paper = await page.request.get(await page.locator('a[href$="/receipt.pdf"]').first().getAttribute("href") ?? "");
    expect([paper.status(), paper.headers()["content-type"]]).toEqual([200, expect.stringContaining("application/pdf")]);
  });

  await test.step("every step fits a telephone", async () => {
    const screens = { call: `/calls/${parent}`, questions: `/calls/${parent}/questions`, begin: `/new/application?call=${parent}`, receipt: `/dockets/${docket}/receipt` };
    for (const [what, path] of Object.entries(screens)) await fits(page, path, what);
  });
  console.log(JSON.stringify(effort));
  await context.close();
});
