// Hands on the page: signing in, choosing, waiting for what a person would wait for.

import { expect, type Browser, type BrowserContext, type Locator, type Page } from "@playwright/test";
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

export const action = (page: Page, event: string): Locator => page.locator(`button[data-event="${event}"]`);

/** Presses the button at the end of the form that is open. */
export const send = (page: Page): Promise<void> => page.locator("form button[type=submit]:visible").first().click();

/** Agrees to what cannot be undone. */
export async function agree(page: Page): Promise<void> {
  await page.getByRole("dialog").getByRole("button", { name: "确认提交" }).click();
}

export const state = (page: Page): Locator => page.locator("header [data-state]").first();

export const saved = (page: Page): Locator => page.locator('[role="status"][data-status="clean"]');
