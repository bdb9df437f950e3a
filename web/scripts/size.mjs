// What a first visit fetches, gzip, from the manifest of the build: every page
// that is opened without signing in, and the pages that people who signed in
// open first. Over the budget is a failure.
//
//   npm run build && npm run size      (or: node scripts/size.mjs FOLDER)
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const folder = process.argv[2] ?? new URL("../dist", import.meta.url).pathname;
const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));

const PUBLIC = 250_000;
const SIGNED_IN = 450_000;
const page = (name) => `src/pages/${name}.tsx`;
const frame = ["src/app/Desk.tsx", "src/app/Messages.tsx"];

const visits = [
  ["public", PUBLIC, ["home/PublicHome", "home/Results", "home/CheckNumber", "calls/Calls", "calls/CallPage", "apply/Questions", "notices/Notices", "notices/NoticePage", "notices/Track", "plan/Plan", "reviewing/ReviewInvitation"].map((one) => [one, [page(one)]])],
  ["signed in", SIGNED_IN, ["queue/Queue", "lists/Projects", "inbox/Inbox", "docket/DocketPage"].map((one) => [one, [...frame, page(one)]])],
];

const sizes = new Map();
const sizeOf = (file) => {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(join(folder, file))).length);
  return sizes.get(file);
};

/** The files that a module and everything it imports at once are made of. */
function filesOf(keys, found = new Set(), seen = new Set()) {
  for (const key of keys) {
    if (seen.has(key)) continue;
    seen.add(key);
    const chunk = manifest[key];
    if (!chunk) throw new Error(`${key} is not in the manifest: the page moved`);
    found.add(chunk.file);
    for (const sheet of chunk.css ?? []) found.add(sheet);
    filesOf(chunk.imports ?? [], found, seen);
  }
  return found;
}

const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(9);
let over = 0;
for (const [who, budget, pages] of visits) {
  console.log(`${who}: at most ${kB(budget).trim()}`);
  for (const [name, keys] of pages) {
    const files = [...filesOf(["index.html", ...keys])];
    const sum = files.reduce((all, file) => all + sizeOf(file), sizeOf("index.html"));
    if (sum > budget) over += 1;
    console.log(`  ${kB(sum)}  ${String(files.length).padStart(2)} files  ${name}${sum > budget ? "  OVER" : ""}`);
    if (process.env.WHY) for (const file of files.sort((a, b) => sizeOf(b) - sizeOf(a)).slice(0, 14)) console.log(`              ${kB(sizeOf(file))} ${file}`);
  }
}
if (over > 0) {
  console.error(`${over} over the budget; WHY=1 lists the files`);
  process.exit(1);
}
