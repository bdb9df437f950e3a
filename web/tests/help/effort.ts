// What a journey costs the person who makes it: clicks, characters typed, pastes, files, screens and time.

import type { Locator, Page } from "@playwright/test";

export type Effort = { clicks: number; typed: number; pastes: number; files: number; screens: number; seconds: number };

/** Uses one page as a person does and counts it. What is not done through it costs nothing. */
export class Hands {
  private clicks = 0;
  private typed = 0;
  private pastes = 0;
  private files = 0;
  private readonly screens = new Set<string>();
  private readonly began = Date.now();

  constructor(readonly page: Page) {
    page.on("framenavigated", (frame) => {
      if (frame === page.mainFrame() && frame.url().startsWith("http")) this.screens.add(screenOf(frame.url()));
    });
  }

  async click(target: Locator): Promise<void> {
    this.clicks++;
    await target.click();
  }

  /** A click into the field, then key by key; a field that has the focus already needs no click. */
  async type(target: Locator, text: string): Promise<void> {
    await this.enter(target);
    this.typed += [...text].length;
    await this.page.keyboard.type(text);
  }

  /** Types a day into the browser’s own input; which part comes first is the device’s affair, so the digits are counted and the day is put in. */
  async date(target: Locator, day: string): Promise<void> {
    await this.enter(target);
    this.typed += day.replaceAll("-", "").length;
    await target.fill(day);
  }

  /** One key with a name, such as Enter. */
  async press(key: string): Promise<void> {
    this.typed++;
    await this.page.keyboard.press(key);
  }

  /** Pastes what was copied in another program: the page hears of it first, and the text goes in unless it took it. */
  async paste(target: Locator, text: string): Promise<void> {
    await this.enter(target);
    this.pastes++;
    const taken = await target.evaluate((element, copied) => {
      const data = new DataTransfer();
      data.setData("text/plain", copied);
      return !element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, text);
    if (!taken) await this.page.keyboard.insertText(text);
  }

  /** Opens a list and takes the option that reads so. */
  async pick(list: Locator, option: string): Promise<void> {
    await this.click(list);
    await this.click(this.page.locator(".ant-select-item-option:visible").filter({ hasText: option }).first());
  }

  /** Presses the button that opens the file chooser and takes a file there. */
  async choose(button: Locator, name: string): Promise<void> {
    const opened = this.page.waitForEvent("filechooser");
    await this.click(button);
    this.files++;
    await (await opened).setFiles({ name, mimeType: "application/pdf", buffer: Buffer.from(`%PDF-1.4\n% ${name}\n%%EOF\n`) });
  }

  /** Drops a file from a folder that is open beside the browser. */
  async drop(target: Locator, name: string): Promise<void> {
    this.files++;
    const data = await this.page.evaluateHandle((called) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([`%PDF-1.4\n% ${called}\n%%EOF\n`], called, { type: "application/pdf" }));
      return transfer;
    }, name);
    for (const event of ["dragenter", "dragover", "drop"]) await target.dispatchEvent(event, { dataTransfer: data });
  }

  sum(): Effort {
    const { clicks, typed, pastes, files } = this;
    return { clicks, typed, pastes, files, screens: this.screens.size, seconds: Math.round((Date.now() - this.began) / 1000) };
  }

  private async enter(target: Locator): Promise<void> {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await this.click(target);
  }
}

/** A place of the portal; where the page is scrolled to and which field is meant makes no other screen. */
function screenOf(address: string): string {
  const { pathname, searchParams } = new URL(address);
  return [pathname, searchParams.get("part"), searchParams.get("view")].join(" ");
}
