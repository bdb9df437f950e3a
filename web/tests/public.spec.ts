import { expect, test } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { base, getDocket } from "./help/api";
import { openCall, TEAMS, toNotice, WHO } from "./help/district";
import { look, visitor } from "./help/page";
import { ownServer } from "./server/own";

ownServer();

test("a visitor reads what is open and on notice, checks a number, and needs neither account nor script", async ({ browser }) => {
  const { project, title } = await toNotice(TEAMS.hospital, `社区慢病监测 ${randomUUID().slice(0, 4)}`);
  const call = await openCall(`公开批次 ${randomUUID().slice(0, 4)}`);
  const { docket } = await getDocket(WHO.officer, project);

  await test.step("with script: home, call, notice", async () => {
    const { page, context } = await visitor(browser);
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("公开信息");
    await expect(page.locator(`[data-call="${call}"]`)).toBeVisible();
    await expect(page.getByRole("link", { name: title })).toBeVisible();
    await look(page, "public-home");
    await page.locator(`[data-call="${call}"]`).getByRole("link").click();
    await expect(page.getByRole("link", { name: "空白申报书（PDF）" })).toHaveAttribute("href", `/open/calls/${call}/form.pdf`);
    await expect(page.getByRole("link", { name: "申报前先看全部问题" })).toBeVisible();
    await context.close();
  });

  await test.step("a number on paper is checked", async () => {
    const { page, context } = await visitor(browser);
    await page.goto("/check");
    await page.getByRole("button", { name: "核验" }).click();
    await expect(page.getByRole("alert")).toContainText("请填写编号");
    await page.getByLabel(/编号/).fill(docket.code);
    await page.getByLabel(/校验码/).fill("00000000");
    await page.getByRole("button", { name: "核验" }).click();
    await expect(page.locator('[data-known="yes"]')).toContainText("校验码不一致");
    await look(page, "public-check");
    await page.getByLabel(/编号/).fill("SQ-1999-000001");
    await page.getByRole("button", { name: "核验" }).click();
    await expect(page.locator('[data-known="no"]')).toBeVisible();
    await page.goto("/results");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("立项结果");
    await look(page, "public-results");
    await page.getByRole("searchbox").fill("没有这样的项目");
    await page.getByRole("button", { name: "查找" }).click();
    await expect(page.getByText("没有符合的立项结果")).toBeVisible();
    await expect(page).toHaveURL(/query=/);
    await context.close();
  });

  await test.step("without script everything public is still read", async () => {
    const context = await browser.newContext({ baseURL: base(), javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto("/");
    await expect(page.getByRole("link", { name: title })).toBeVisible();
    await page.getByRole("link", { name: title }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(title);
    await page.goto("/check");
    await page.getByLabel(/编号/).fill(docket.code);
    await page.getByRole("button", { name: "核验" }).click();
    await expect(page.getByText("本系统签发过该编号")).toBeVisible();
    const feed = await context.request.get("/feeds/notices.atom");
    expect(feed.headers()["content-type"]).toContain("atom");
    expect(await feed.text()).toContain(title);
    await context.close();
  });
});
