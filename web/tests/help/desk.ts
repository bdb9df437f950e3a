// Hands on the application desk.

import { expect as impatient, type Locator, type Page } from "@playwright/test";
import { saved } from "./page";

/** A desk loads much and is tried while servers start: it is waited for longer. */
export const expect = impatient.configure({ timeout: 30_000 });

/** Opens one part of the form, or the overview. */
export async function openPart(page: Page, docket: string, part = ""): Promise<void> {
  await page.goto(`/dockets/${docket}?tab=material${part ? `&part=${part}` : ""}`);
  await expect(page.locator("[data-status]").first()).toBeVisible();
}

/** The place of a field. */
export const place = (page: Page, path: string): Locator => page.locator(`[data-field="${path}"]`);

/** What is typed into. */
export const field = (page: Page, path: string): Locator => page.locator(`[data-field="${path}"] textarea, [data-field="${path}"] input`).first();

export const savedAs = async (page: Page, version: number): Promise<void> => {
  await expect(saved(page)).toContainText(`第 ${version} 版`);
};

/** Everything typed is on the server. */
export const allSaved = async (page: Page): Promise<void> => {
  await expect(saved(page)).toContainText("已保存");
};

/** Drops cells as a spreadsheet copies them. */
export async function pasteCells(target: Locator, text: string): Promise<void> {
  await target.focus();
  await target.evaluate((element, cells) => {
    const data = new DataTransfer();
    data.setData("text/plain", cells);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

