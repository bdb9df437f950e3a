import { chromium, test } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { base, call } from "./help/api";
import { allSaved, expect, field, openPart, place, savedAs } from "./help/desk";
import { openCall, startApplication, TEAMS } from "./help/district";
import { as, PASSWORD } from "./help/page";
import { ownServer } from "./server/own";

const server = ownServer();
const short = () => randomUUID().slice(0, 4);

const draftOf = (login: string, docket: string) =>
  call<{ version: string; content: Record<string, unknown> }>(login, "yanlu.docket.v1.DocketService/GetDraft", { docket });

test("the server is killed while somebody types: typing goes on and everything arrives", async ({ browser }) => {
  test.setTimeout(240_000);
  const team = TEAMS.materials;
  const docket = await startApplication(team, await openCall(`断电演练 ${short()}`), "断电也不丢字");
  const page = await as(browser, team.pi);
  await openPart(page, docket, "body");
  await savedAs(page, 1);
  await field(page, "body.summary").fill("断电之前写下并已保存。");
  await savedAs(page, 2);

  const typed = Array.from({ length: 12 }, (_, i) => `第${i + 1}句，`);
  await field(page, "body.state_of_art").focus();
  for (const [i, words] of typed.entries()) {
    await page.keyboard.type(words);
    if (i === 3) await server.kill();
  }
  await page.keyboard.press("Control+s");
  await expect(page.locator('[data-banner="away"]')).toBeVisible();
  await field(page, "body.risk").fill("服务器不在时写下。");
  await expect(place(page, "body.risk").locator('[data-field-state="kept"]')).toBeVisible({ timeout: 15_000 });

  await server.restart();
  await expect(page.locator('[role="status"][data-status="clean"]')).toBeVisible({ timeout: 60_000 });
  await expect(page.locator("[data-banner]")).toHaveCount(0);
  const { content } = await draftOf(team.pi, docket);
  expect(content).toMatchObject({ "body.summary": "断电之前写下并已保存。", "body.state_of_art": typed.join(""), "body.risk": "服务器不在时写下。" });
  await page.context().close();
});

test("an answer that is lost is no clash: the writer never meets their own words as somebody else’s", async ({ browser }) => {
  const team = TEAMS.farming;
  const docket = await startApplication(team, await openCall(`丢失应答 ${short()}`), "应答丢失");
  const page = await as(browser, team.pi);
  await openPart(page, docket, "body");
  await savedAs(page, 1);
  let lost = 0;
  await page.route("**/SaveDraft", async (route) => {
    if (lost++ > 0) return route.continue();
    await route.fetch(); // it arrives, and its answer never does
    await route.abort("connectionreset");
  });
  await field(page, "body.summary").fill("前半句");
  await expect(page.locator('[role="status"][data-status="failed"]')).toBeVisible();
  await field(page, "body.summary").fill("前半句，后半句。");
  await allSaved(page);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect((await draftOf(team.pi, docket)).content["body.summary"]).toBe("前半句，后半句。");
  await page.context().close();
});

test("the browser is killed without warning: the next one has the words from the device", async () => {
  test.setTimeout(180_000);
  const team = TEAMS.machines;
  const docket = await startApplication(team, await openCall(`浏览器崩溃 ${short()}`), "浏览器崩溃");
  const profile = mkdtempSync(join(tmpdir(), "yanlu-profile-"));
  const options = test.info().project.use.launchOptions ?? {};
  const open = () => chromium.launchPersistentContext(profile, { ...options, baseURL: base(), locale: "zh-CN", viewport: { width: 1440, height: 900 } });

  const first = await open();
  const answer = await first.request.post("/yanlu.identity.v1.IdentityService/SignIn", {
    data: { login: team.pi, password: PASSWORD }, headers: { "connect-protocol-version": "1", "x-yanlu-portal": "1" },
  });
  expect(answer.ok()).toBe(true);
  const page = first.pages()[0] ?? await first.newPage();
  await openPart(page, docket, "body");
  await savedAs(page, 1);
  await page.route("**/SaveDraft", (route) => route.abort());
  await field(page, "body.risk").fill("浏览器崩溃之前一秒写下。");
  await expect(place(page, "body.risk").locator('[data-field-state="kept"]')).toBeVisible();
  const cookies = await first.cookies();
  // The page’s process is ended, not asked: no event runs, nothing is written any more.
  await page.goto("chrome://crash").catch(() => undefined);
  await first.close();

  const second = await open();
  await second.addCookies(cookies);
  const again = second.pages()[0] ?? await second.newPage();
  await openPart(again, docket, "body");
  await expect(field(again, "body.risk")).toHaveValue("浏览器崩溃之前一秒写下。");
  await savedAs(again, 2);
  expect((await draftOf(team.pi, docket)).content["body.risk"]).toBe("浏览器崩溃之前一秒写下。");
  await second.close();
  rmSync(profile, { recursive: true, force: true });
});

test("a file goes on where it stopped: after a pause, a lost connection, a reload and a killed server", async ({ browser }) => {
  test.setTimeout(240_000);
  const team = TEAMS.digital;
  const docket = await startApplication(team, await openCall(`断点续传 ${short()}`), "断点续传");
  const page = await as(browser, team.pi);
  await openPart(page, docket, "attachments");
  const report = place(page, "attachments.feasibility_report");
  const picker = report.locator("input[type=file]");

  await test.step("what cannot be taken is refused with a sentence that helps", async () => {
    await picker.setInputFiles({ name: "程序.exe", mimeType: "application/octet-stream", buffer: Buffer.from("MZ") });
    await expect(report.getByRole("alert")).toContainText("请转成 PDF");
    await picker.setInputFiles({ name: "空.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(0) });
    await expect(report.getByRole("alert")).toContainText("空文件");
  });

  // Parts pass one by one, so that the upload stands still where the test wants it.
  let allowed = 2;
  await page.route("**/files/uploads/*", (route) => (route.request().method() === "PUT" && allowed-- <= 0 ? route.abort() : route.continue()));
  const content = Buffer.concat([Buffer.from("%PDF-1.4\n"), Buffer.alloc(3 * 1024 * 1024, "研"), Buffer.from("\n%%EOF\n")]);
  await picker.setInputFiles({ name: "可行性报告.pdf", mimeType: "application/pdf", buffer: content });
  const line = report.locator('[data-upload="可行性报告.pdf"]');
  await expect(line).toHaveAttribute("data-upload-state", "waiting");
  await expect(line).toContainText("33%");
  await line.getByRole("button", { name: "暂停" }).click();
  await expect(line).toHaveAttribute("data-upload-state", "paused");

  await test.step("after a reload it is still there, and where it was", async () => {
    allowed = 0;
    await page.reload();
    await expect(line).toHaveAttribute("data-upload-state", "waiting");
    await expect(line).toContainText("33%");
  });

  await test.step("after the server was killed it goes on and arrives whole", async () => {
    await server.kill();
    await server.restart();
    allowed = Number.MAX_SAFE_INTEGER;
    const arrived = report.locator('[data-file="可行性报告.pdf"]');
    await expect(arrived).toBeVisible({ timeout: 60_000 });
    await expect(line).toHaveCount(0);
    const { attachments } = await call<{ attachments: { size: string }[] }>(team.pi, "yanlu.docket.v1.DocketService/ListAttachments", { docket });
    expect(attachments.map((one) => Number(one.size))).toEqual([content.length]);
  });

  await test.step("it is looked at, taken out, and put back", async () => {
    await report.getByRole("button", { name: "预览：可行性报告.pdf" }).click();
    await expect(page.getByRole("dialog")).toContainText("可行性报告.pdf");
    await page.keyboard.press("Escape");
    await report.getByRole("button", { name: "移除：可行性报告.pdf" }).click();
    await expect(report.locator("[data-file]")).toHaveCount(0);
    await page.getByRole("button", { name: "撤销", exact: true }).click();
    await expect(report.locator('[data-file="可行性报告.pdf"]')).toBeVisible();
  });
  await page.context().close();
});
