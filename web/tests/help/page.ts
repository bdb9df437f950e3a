// Hands on the page: signing in, choosing, waiting for what a person would wait for.

import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Browser, type BrowserContext, type ConsoleMessage, type Locator, type Page } from "@playwright/test";
import { base } from "./api";

export const PASSWORD = "yanlu-demo-2026";

/** A browser of its own in which somebody is signed in already. */
export async function as(browser: Browser, login: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: base() });
  const answer = await context.request.post("/yanlu.identity.v1.IdentityService/SignIn", {
    data: { login, password: PASSWORD }, headers: { "connect-protocol-version": "1", "x-yanlu-portal": "1" },
  });
  expect(answer.ok(), `${login} signs in`).toBe(true);
  return context.newPage();
}

export async function visitor(browser: Browser): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ baseURL: base() });
  return { page: await context.newPage(), context };
}

/** Types into a list field and takes the option that reads so. */
export async function choose(page: Page, field: Locator, option: string): Promise<void> {
  await field.fill(option);
  await page.locator(".ant-select-item-option:visible").filter({ hasText: option }).first().click();
}

/** Gives a day and a time of Shanghai’s clock, written “YYYY-MM-DD HH:mm:ss”, to an input of the browser’s own. */
export const fillMoment = (field: Locator, wall: string): Promise<void> => field.fill(wall.replace(" ", "T").replace(/:00$/, ""));

/** Waits until nothing on the page is being loaded; the stream of news never lets the network rest. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator("main, .frame-main").first()).toBeVisible();
  await expect(page.locator(".ant-spin-spinning, .loading")).toHaveCount(0);
}

const WIDTHS = [1440, 390] as const;

/** Kinds of page that were looked at in the dark already. */
const darkened = new Set<string>();

async function clean(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect.soft(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`), name).toEqual([]);
}

/** The page as it stands: nothing wider than the screen, and axe finds nothing, however slight. */
export async function usable(page: Page, name: string): Promise<void> {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wider, `${name} is wider than the screen`).toBeLessThanOrEqual(0);
  await clean(page, name);
}

type Look = { path?: string; kind?: string; widths?: readonly number[] };

/**
 * Looks at a page, at both widths and once for each kind of page in the dark:
 * axe finds nothing, however slight, nothing is wider than the screen, the
 * content security policy is obeyed; a picture of each width is kept. With a
 * path the page is loaded anew at each width.
 */
export async function look(page: Page, name: string, { path, kind = name, widths = WIDTHS }: Look = {}): Promise<void> {
  const complaints: string[] = [];
  const hear = (message: ConsoleMessage) => {
    if (message.type() === "error" && /Content Security Policy/.test(message.text())) complaints.push(message.text());
  };
  page.on("console", hear);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    if (path) await page.goto(path);
    if (path) await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
    await settled(page);
    await page.screenshot({ path: `tests/screenshots/${name}-${width}.png`, fullPage: true });
    await usable(page, `${name} at ${width}`);
  }
  if (!darkened.has(kind)) {
    darkened.add(kind);
    await page.emulateMedia({ colorScheme: "dark" });
    await expect(page.locator('html[data-theme="dark"]')).toHaveCount(1);
    await clean(page, `${name} in the dark`);
    await page.emulateMedia({ colorScheme: null });
  }
  await page.setViewportSize({ width: WIDTHS[0], height: 900 });
  page.off("console", hear);
  expect(complaints, `${name} obeys the content security policy`).toEqual([]);
}

export const action = (page: Page, event: string): Locator => page.locator(`button[data-event="${event}"]`);

/** Presses the button at the end of the form that is open. */
export const send = (page: Page): Promise<void> => page.locator("form button[type=submit]:visible").first().click();

/** Agrees to what cannot be undone. */
export async function agree(page: Page): Promise<void> {
  await page.getByRole("dialog").getByRole("button", { name: "确认提交" }).click();
}

export const state = (page: Page): Locator => page.locator("header [data-state]").first();

export const saved = (page: Page): Locator => page.locator('[role="status"][data-status="clean"]');
