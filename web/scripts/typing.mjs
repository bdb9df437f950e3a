// How long a letter takes from the key to the screen, in a whole application form
// with autosave on, against a page that holds one bare textarea and nothing else.
// Both are typed into in turn, in the same browser.
//   bin/yanlu serve --demo-data            (wait until the stories are told)
//   node web/scripts/typing.mjs [--json] [--rounds N] [http://127.0.0.1:8080]

import { chromium } from "@playwright/test";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: "boolean" }, rounds: { type: "string", default: "6" } } });
const [base = "http://127.0.0.1:8080"] = positionals;
const ROUNDS = Number(values.rounds);
const LETTERS = 40; // of a round: then the hand rests and the form saves
const PACE = 70; // ms between letters: a fast typist
const REST = 1_500;
const WRITER = "suqing";
const PASSWORD = "yanlu-demo-2026";
const FRAME = 1000 / 60;

const headers = { "content-type": "application/json", "connect-protocol-version": "1", "x-yanlu-portal": "1" };

/** The writer's own draft; its form is the longest of the shipped rules. */
async function draftOf(context) {
  const signed = await context.request.post("/yanlu.identity.v1.IdentityService/SignIn", { data: { login: WRITER, password: PASSWORD }, headers });
  if (!signed.ok()) throw new Error(`${WRITER} cannot sign in: ${await signed.text()}`);
  const answer = await context.request.post("/yanlu.docket.v1.DocketService/ListDockets", { data: { machine: "project", states: ["DRAFT", "RETURNED"], pageSize: 1 }, headers });
  const { dockets = [] } = await answer.json();
  if (dockets.length === 0) throw new Error(`${WRITER} has no draft: are the stories told?`);
  return dockets[0].id;
}

/** From the key to the task after the next frame, which begins when the frame was handed over to be painted. */
function watch() {
  window.latencies = [];
  const channel = new MessageChannel();
  let since = 0;
  channel.port1.onmessage = () => window.latencies.push(performance.now() - since);
  addEventListener("keydown", (event) => {
    since = event.timeStamp;
    requestAnimationFrame(() => channel.port2.postMessage(0));
  }, { capture: true });
}

/** Processor time of the page's own thread so far, in ms: unlike a latency it hardly moves with what else the machine does. */
async function spent(cdp) {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return 1000 * metrics.find(({ name }) => name === "TaskDuration").value;
}

async function round({ page, field, cdp }) {
  await page.bringToFront();
  await field.focus();
  const before = await spent(cdp);
  await page.evaluate(() => { window.latencies = []; });
  for (let i = 0; i < LETTERS; i++) {
    await page.keyboard.press(String.fromCharCode(97 + (i % 26)));
    await page.waitForTimeout(PACE);
  }
  const cpu = (await spent(cdp)) - before;
  await page.waitForTimeout(REST);
  return { cpu, latencies: await page.evaluate(() => window.latencies) };
}

const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
const ms = (value) => Math.round(value * 10) / 10;

function summary(rounds) {
  const sorted = rounds.flatMap(({ latencies }) => latencies).toSorted((a, b) => a - b);
  const cpu = rounds.reduce((sum, one) => sum + one.cpu, 0) / rounds.length / LETTERS;
  return { letters: sorted.length, cpu_ms: ms(cpu), median_ms: ms(quantile(sorted, 0.5)), p95_ms: ms(quantile(sorted, 0.95)), worst_ms: ms(sorted.at(-1)) };
}

async function typist(page, field) {
  await page.evaluate(watch);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  return { page, field, cdp };
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"] });
const context = await browser.newContext({ baseURL: base, viewport: { width: 1440, height: 900 }, locale: "zh-CN", timezoneId: "Asia/Shanghai" });
try {
  const docket = await draftOf(context);
  const form = await context.newPage();
  let saves = 0;
  form.on("request", (request) => { if (request.url().endsWith("/SaveDraft")) saves += 1; });
  await form.goto(`/dockets/${docket}?tab=material&part=all`);
  const field = form.locator('[data-field="body.summary"] textarea');
  await field.waitFor({ timeout: 90_000 });
  await form.waitForTimeout(2_000);
  const fields = await form.locator("[data-field]").count();
  const before = await field.inputValue();

  const bare = await context.newPage();
  await bare.setContent("<!doctype html><textarea rows=6 cols=80></textarea>");
  const hands = { bare: await typist(bare, bare.locator("textarea")), form: await typist(form, field) };

  const all = { form: [], bare: [] };
  for (let i = 0; i < ROUNDS; i++) {
    for (const name of ["bare", "form"]) all[name].push(await round(hands[name]));
  }
  await form.bringToFront();
  await field.fill(before); // the draft is left as it was
  await form.waitForTimeout(REST);

  const result = { fields, saves, load: ms(loadavg()[0]), form: summary(all.form), bare: summary(all.bare) };
  result.ratio_median = ms(result.form.median_ms / result.bare.median_ms);
  result.ratio_p95 = ms(result.form.p95_ms / result.bare.p95_ms);
  if (values.json) console.log(JSON.stringify(result));
  else {
    console.log(`${fields} fields on the page, ${saves} saves while typing, load average ${result.load}; one frame is ${ms(FRAME)} ms`);
    for (const name of ["form", "bare"]) console.log(`${name.padEnd(5)} ${result[name].letters} letters  processor ${result[name].cpu_ms} ms  median ${result[name].median_ms} ms  p95 ${result[name].p95_ms} ms  worst ${result[name].worst_ms} ms`);
    console.log(`ratio median ${result.ratio_median}  p95 ${result.ratio_p95}`);
  }
} finally {
  await browser.close();
}
