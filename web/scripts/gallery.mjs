// Takes the pictures of docs/portal: every kind of page at both widths, from a
// server that runs with the demonstration data and its stories.
//   bin/yanlu serve --demo-data            (wait until the stories are told)
//   node web/scripts/gallery.mjs http://127.0.0.1:8080 [name…]

import { chromium } from "@playwright/test";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const [base = "http://127.0.0.1:8080", ...only] = process.argv.slice(2);
const FOLDER = process.env.GALLERY_FOLDER ?? fileURLToPath(new URL("../../docs/portal/", import.meta.url));
const WIDTHS = [1440, 390];
const PASSWORD = "yanlu-demo-2026";
const tallest = 2600;

async function call(token, method, body) {
  const response = await fetch(`${base}/${method}`, {
    method: "POST", body: JSON.stringify(body),
    headers: { "content-type": "application/json", "connect-protocol-version": "1", ...(token ? { authorization: `Bearer ${token}` } : {}) },
  });
  if (!response.ok) throw new Error(`${method}: ${response.status} ${await response.text()}`);
  return response.json();
}

const tokens = new Map();
async function tokenOf(login) {
  if (!tokens.has(login)) tokens.set(login, (await call("", "yanlu.identity.v1.IdentityService/SignIn", { login, password: PASSWORD })).token);
  return tokens.get(login);
}

/** The first docket of these states that somebody may see. */
async function find(login, machine, ...states) {
  const answer = await call(await tokenOf(login), "yanlu.docket.v1.DocketService/ListDockets", { machine, states, pageSize: 50 });
  const found = answer.dockets?.[0];
  if (!found) throw new Error(`no ${machine} in ${states.join(", ")} for ${login}`);
  return found.id;
}

/** The call of the first project in one of these states. */
async function parentOf(login, ...states) {
  const { dockets } = await call(await tokenOf(login), "yanlu.docket.v1.DocketService/ListDockets", { machine: "project", states, pageSize: 50 });
  return dockets[0].parent;
}

const project = (login, ...states) => find(login, "project", ...states);
const openCall = async () => {
  const { calls } = await call("", "yanlu.programme.v1.ProgrammeService/ListCalls", { pageSize: 50 });
  return (calls.find((one) => one.state === "OPEN") ?? calls[0]).id;
};
const notice = async () => (await call("", "yanlu.award.v1.AwardService/ListNotices", {})).notices[0].docket;

/** name, who, where (a path or a function that finds it), and what is done before the picture. */
const shots = [
  ["home", "", "/"],
  ["calls", "", "/calls"],
  ["call", "", async () => `/calls/${await openCall()}`],
  ["questions", "", async () => `/calls/${await openCall()}/questions`],
  ["notices", "", "/notices"],
  ["notice", "", async () => `/notices/${await notice()}`],
  ["results", "", "/results"],
  ["check", "", "/check"],
  ["plan", "", "/plan"],
  ["sign-in", "", "/sign-in"],
  ["queue-officer", "linzhou", "/queue"],
  ["queue-dark", "linzhou", "/queue", async (page) => { await page.emulateMedia({ colorScheme: "dark" }); await page.evaluate(() => localStorage.setItem("yanlu.theme", "dark")); await page.reload(); }],
  ["search", "linzhou", "/projects", async (page) => { await page.waitForTimeout(1500); await page.keyboard.press("Control+k"); await page.waitForTimeout(900); await page.getByRole("combobox").last().fill("技术").catch(() => page.keyboard.type("技术")); await page.waitForTimeout(1500); }],
  ["projects", "linzhou", "/projects"],
  ["pipeline", "linzhou", "/pipeline"],
  ["docket-officer", "linzhou", async () => `/dockets/${await project("linzhou", "FORMAL_CHECK", "SUBMITTED", "ACCEPTED")}`],
  ["history", "linzhou", async () => `/dockets/${await project("linzhou", "ACTIVE", "AWARDED", "PASSED")}?tab=timeline`],
  ["snapshots", "linzhou", async () => `/dockets/${await project("linzhou", "ACTIVE", "AWARDED", "PASSED")}?tab=snapshots`],
  ["rank", "linzhou", async () => `/rank/${await parentOf("linzhou", "PUBLICITY", "RESERVE", "REVIEWED")}`],
  ["pool", "linzhou", "/pool"],
  ["builder", "linzhou", "/builder"],
  ["extensions", "linzhou", "/extensions"],
  ["messages", "linzhou", "/messages"],
  ["packs", "linzhou", "/packs"],
  ["inbox", "linzhou", "/inbox"],
  ["queue-applicant", "suqing", "/queue"],
  ["new-application", "suqing", async () => `/new/application?call=${await openCall()}`],
  ["desk-overview", "suqing", async () => `/dockets/${await project("suqing", "DRAFT", "RETURNED")}?tab=material`],
  ["desk-section", "suqing", async () => `/dockets/${await project("suqing", "DRAFT", "RETURNED")}?tab=material&part=budget`],
  ["desk-preview", "suqing", async () => `/dockets/${await project("suqing", "DRAFT", "RETURNED")}?tab=material&view=preview`],
  ["desk-send", "suqing", async () => `/dockets/${await project("suqing", "DRAFT", "RETURNED")}?tab=material&view=send`],
  ["receipt", "anran", async () => `/dockets/${await project("anran", "SUBMITTED", "FORMAL_CHECK", "ACCEPTED", "UNDER_REVIEW", "REVIEWED", "PUBLICITY", "NOT_ACCEPTED", "NOT_FUNDED")}/receipt`],
  ["related", "linzhou", async () => `/dockets/${await project("linzhou", "ACTIVE", "AWARDED", "PASSED")}?tab=related`],
  ["act", "linzhou", async () => `/dockets/${await project("linzhou", "SUBMITTED")}?do=start_check`],
  ["pack", "linzhou", async () => { const { packs } = await call(await tokenOf("linzhou"), "yanlu.programme.v1.ProgrammeService/ListPacks", {}); return `/packs/${packs.find((one) => !one.practice).hash}`; }],
  ["stand-in", "linzhou", "/account?tab=stand-ins"],
  ["tokens", "linzhou", "/account?tab=tokens"],
  ["team", "liangyue", "/team"],
  ["limits", "liangyue", "/limits"],
  ["account", "suqing", "/account"],
  ["invitation", "", "/invitation?secret=unknown"],
  ["objection", "", async () => `/notices/${await notice()}`, async (page) => { await page.getByRole("button", { name: "提出异议" }).click(); await page.waitForTimeout(900); }],
  ["unit-return", "tianye", async () => `/dockets/${await project("tianye", "UNIT_CHECK")}?do=unit_return`],
  ["bulk", "linzhou", "/projects?state=SUBMITTED", async (page) => { await page.getByLabel("选择已显示的全部").check(); await page.getByRole("button", { name: "批量办理" }).click(); await page.waitForTimeout(1200); }],
  ["experts", "linzhou", "/experts"],
  ["expert-file", "luzhiyuan", "/experts/mine"],
  ["fees", "pingheng", "/experts/fees"],
  ["commissions", "pingheng", "/commissions"],
  ["commission", "pingheng", async () => `/commissions/${await find("pingheng", "commission", "HANDED_OVER", "EVALUATED", "REVIEWING", "SEALED")}`],
  ["commission-panels", "pingheng", async () => `/commissions/${await find("pingheng", "commission", "HANDED_OVER", "EVALUATED", "REVIEWING", "SEALED")}?tab=panels`],
  ["meetings", "pingheng", "/meetings"],
  ["meeting", "pingheng", async () => `/meetings/${await find("pingheng", "meeting", "MINUTED", "OPEN", "CONVENED")}`],
  ["my-reviews", "luzhiyuan", "/reviewing"],
  ["review-quality", "pingheng", "/review-quality"],
];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"] });
mkdirSync(FOLDER, { recursive: true });
let failed = 0;
for (const [name, login, where, before] of shots) {
  if (only.length > 0 && !only.includes(name)) continue;
  for (const width of WIDTHS) {
    const context = await browser.newContext({ baseURL: base, viewport: { width, height: width > 1000 ? 900 : 844 }, locale: "zh-CN", timezoneId: "Asia/Shanghai", deviceScaleFactor: 1 });
    try {
      if (login) {
        await context.request.post("/yanlu.identity.v1.IdentityService/SignIn", { data: { login, password: PASSWORD }, headers: { "connect-protocol-version": "1", "x-yanlu-portal": "1" } });
      }
      const page = await context.newPage();
      await page.goto(typeof where === "string" ? where : await where());
      await page.waitForSelector("h1", { timeout: 15_000 });
      await page.waitForTimeout(700);
      await page.waitForFunction(() => !document.querySelector(".loading, .ant-spin-spinning"), undefined, { timeout: 10_000 }).catch(() => undefined);
      if (before) {
        await before(page);
        await page.waitForTimeout(500);
      }
      const height = Math.min(tallest, await page.evaluate(() => document.documentElement.scrollHeight));
      await page.setViewportSize({ width, height: Math.max(height, 600) });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);
      if (wide) console.log(`${name} ${width}: wider than the screen`);
      await page.screenshot({ path: `${FOLDER}/${name}-${width}.jpg`, type: "jpeg", quality: 60 });
      console.log(`${name}-${width}`);
    } catch (error) {
      failed += 1;
      console.log(`${name}-${width} FAILED: ${String(error).split("\n")[0]}`);
    } finally {
      await context.close();
    }
  }
}
await browser.close();
process.exitCode = failed > 0 ? 1 : 0;
