// A person without a mouse: Tab and the product's own keys, nothing else. Every
// stop on the way must be seen to have the focus.

import { expect as impatient, type Locator, type Page } from "@playwright/test";

const expect = impatient.configure({ timeout: 60_000 });

/** No page asks for more steps from one place to another. */
const MOST = 120;

/** Changes of colour take no time, so that what the focus looks like can be read at once. */
function still(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("input, textarea, select, button, a, summary, label, [tabindex], .ant-input-affix-wrapper, .ant-select, .ant-select * { transition: none !important; }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/** Reads how the element with the focus looks, and names the one before it if it looked no different with the focus than it does without. */
async function unseen(): Promise<string> {
  type Kept = { element: Element; looks: string };
  const keeper = window as unknown as { keptFocus?: Kept };
  const looks = (element: Element): string => {
    const parts: string[] = [];
    for (let at: Element | null = element, depth = 0; at && depth < 4; at = at.parentElement, depth++) {
      const style = getComputedStyle(at);
      parts.push([style.outline, style.boxShadow, style.borderColor, style.backgroundColor, style.textDecoration].join());
    }
    return parts.join(" / ");
  };
  const before = keeper.keptFocus;
  const now = document.activeElement;
  let plain = "";
  const left = before?.element.isConnected && before.element !== now && !before.element.contains(now);
  // The library takes a moment to see that a list was left.
  for (let tries = 0; left && tries < 25 && looks(before.element) === before.looks; tries++) await new Promise((done) => { setTimeout(done, 40); });
  if (left && looks(before.element) === before.looks) plain = before.element.outerHTML.slice(0, 160);
  // A field of a day has several stops; how it looked on the way in counts.
  if (before && before.element === now) return plain;
  keeper.keptFocus = now && now !== document.body && now.id !== "content" ? { element: now, looks: looks(now) } : undefined;
  return plain;
}

const stopped = (): string => {
  const at = document.activeElement;
  return at && at !== document.body ? `${at.tagName.toLowerCase()} ${at.getAttribute("aria-label") ?? at.textContent?.trim().slice(0, 30) ?? ""}` : "nothing";
};

export class Keyboard {
  /** Stops whose focus nobody sees. */
  readonly invisible = new Set<string>();
  /** Presses of a key that wrote no letter. */
  presses = 0;

  private constructor(readonly page: Page) {}

  static async at(page: Page): Promise<Keyboard> {
    await page.addInitScript(still);
    return new Keyboard(page);
  }

  async press(key: string, times = 1): Promise<void> {
    for (let i = 0; i < times; i++) {
      this.presses++;
      await this.page.keyboard.press(key);
    }
  }

  type = (text: string): Promise<void> => this.page.keyboard.type(text);

  async at(target: Locator): Promise<boolean> {
    if ((await target.count()) !== 1) return false;
    return target.evaluate((element) => element === document.activeElement);
  }

  /** Waits until something has the focus by itself. */
  arrives = (target: Locator): Promise<void> => expect(target).toBeFocused();

  /** Steps to a place; more than MOST stops, or the same twice without it in between, is a place nobody reaches. */
  async to(target: Locator, back = false): Promise<void> {
    await expect(target).toBeVisible();
    const stops: string[] = [];
    for (let steps = 0; steps <= MOST; steps++) {
      if (await this.at(target)) return;
      await this.press(back ? "Shift+Tab" : "Tab");
      const plain = await this.page.evaluate(unseen);
      if (plain) this.invisible.add(plain);
      stops.push(await this.page.evaluate(stopped));
    }
    throw new Error(`not reached: ${target}\n${stops.join("\n")}`);
  }

  back = (target: Locator): Promise<void> => this.to(target, true);

  async enter(target: Locator): Promise<void> {
    await this.to(target);
    await this.press("Enter");
  }

  async write(target: Locator, text: string): Promise<void> {
    await this.to(target);
    await this.type(text);
  }

  /** Opens a list that has the focus, narrows it by typing and takes the first. */
  async pick(list: Locator, text = ""): Promise<void> {
    await this.to(list);
    await this.press("ArrowDown");
    if (text) await this.type(text);
    const shown = this.page.locator(".ant-select-dropdown:visible .ant-select-item-option-active");
    await expect(shown).toContainText(text);
    await this.press("Enter");
    await expect(this.page.locator(".ant-select-dropdown:visible")).toHaveCount(0);
  }

  /** Types a day into the browser's own field, whichever part the device puts first. */
  async day(field: Locator, day: string): Promise<void> {
    await this.to(field);
    const [year = "", month = "", date = ""] = day.split("-");
    for (const order of [year + month + date, month + date + year, date + month + year]) {
      await this.type(order);
      if ((await field.inputValue()) === day) return;
      await this.press("ArrowLeft", 2);
    }
    throw new Error(`no way to type ${day}: ${await field.inputValue()}`);
  }

  /** Presses the button that opens the file chooser, and takes a file there. */
  async choose(button: Locator, name: string): Promise<void> {
    await this.to(button);
    const opened = this.page.waitForEvent("filechooser");
    await this.press("Enter");
    await (await opened).setFiles({ name, mimeType: "application/pdf", buffer: Buffer.from(`%PDF-1.4\n% ${name}\n%%EOF\n`) });
  }

  /** The focus is somewhere in here, not lost to the page. */
  async within(area: Locator): Promise<void> {
    await expect.poll(() => area.evaluateAll((all) => all.some((element) => element.contains(document.activeElement))), { message: `the focus is within ${area}` }).toBe(true);
  }
}
