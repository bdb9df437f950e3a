import { expect, test } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { TEAMS, toReviewed, WHO } from "./help/district";
import { action, agree, as, send, state } from "./help/page";
import { ownServer } from "./server/own";

ownServer();

test("an officer advises and tables, the director decides", async ({ browser }) => {
  const { call, title } = await toReviewed(TEAMS.digital, `工业互联网平台 ${randomUUID().slice(0, 4)}`);
  const officer = await as(browser, WHO.officer);

  await test.step("the rank list shows aggregate, line and money", async () => {
    await officer.goto(`/rank/${call}`);
    const row = officer.locator('tr[data-rank="1"]');
    await expect(row).toContainText(title);
    await expect(row).not.toContainText("低于立项线");
    await expect(officer.getByText(/资金盘子 300 万元/)).toBeVisible();
    await row.getByRole("link", { name: title }).click();
  });

  await test.step("the advised amount starts from what was asked for and is entered in 万元", async () => {
    await action(officer, "advise").click();
    const amount = officer.getByRole("textbox", { name: /建议资助额度/ });
    await expect(amount).toHaveValue("20");
    await amount.fill("十八万");
    await officer.getByRole("textbox", { name: /立项建议/ }).fill("评审得分居前，建议立项。");
    await send(officer);
    await expect(officer.getByText("请填写金额，例如 50 或 12.5（万元）")).toBeVisible();
    await amount.fill("18.5");
    await send(officer);
    await expect(state(officer)).toHaveAttribute("data-state", "RECOMMENDED");
    await expect(officer.locator('[data-fact="advised_fen"]')).toHaveText("18.5 万元");
  });

  await test.step("the recommendation goes before the meeting", async () => {
    await action(officer, "table").click();
    await officer.getByRole("textbox", { name: /会议/ }).fill("局长办公会第 3 次会议");
    await send(officer);
    await expect(state(officer)).toHaveAttribute("data-state", "DECISION");
    await expect(officer.locator('[data-refused="approve"]')).toContainText(/局长/);
  });

  await test.step("the director approves, warned of the consequence", async () => {
    const director = await as(browser, WHO.director);
    await director.goto("/queue");
    await director.getByRole("link", { name: title, exact: true }).click();
    await action(director, "approve").click();
    await director.getByRole("textbox", { name: /会议纪要号/ }).fill("局办纪〔2026〕3号");
    await send(director);
    const dialog = director.getByRole("dialog");
    await expect(dialog).toContainText("不可撤销");
    await expect(dialog).toContainText(title);
    await dialog.getByRole("button", { name: "取消" }).click();
    await expect(state(director)).toHaveAttribute("data-state", "DECISION");
    await send(director);
    await agree(director);
    await expect(state(director)).toHaveAttribute("data-state", /PUBLICITY|AWARDED/);
    await director.getByRole("tab", { name: "历史" }).click();
    await expect(director.locator('[data-event="approve"]')).toContainText("何远");
    await director.context().close();
  });
  await officer.context().close();
});
