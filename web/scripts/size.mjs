// What a first visit fetches, gzip, from the manifest of the build: every route
// of src/app/routes.tsx, with the lazy part that its address opens at once. Over
// the budget is a failure.
//
//   npm run build && npm run size      (or: node scripts/size.mjs FOLDER)
//
// WHY=1 lists the heaviest files of each page.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const folder = process.argv[2] ?? new URL("../dist", import.meta.url).pathname;
const source = new URL("../src/", import.meta.url);
const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
const routes = readFileSync(new URL("app/routes.tsx", source), "utf8");

const PUBLIC = 250_000;
const SIGNED_IN = 450_000;

/** Lazy parts that an address opens before anybody presses anything, by the page that holds them. */
const OPENED = {
  "docket/DocketPage": {
    "tab=material, reading": ["pages/docket/MaterialTab"],
    "tab=material, writing": ["pages/docket/MaterialTab", "draft/DraftEditor", "draft/Parts"],
    "tab=material, sending": ["pages/docket/MaterialTab", "draft/DraftEditor", "draft/SendPanel"],
    "tab=act": ["pages/docket/ActTab"],
    "tab=act, with a long list": ["pages/docket/ActTab", "form/Pick"],
    "tab=timeline": ["pages/docket/HistoryTab"],
    "tab=snapshots": ["pages/docket/SnapshotsTab"],
  },
  "lists/Projects": { "acting on what is chosen": ["pages/lists/BulkPanel"] },
  "create/Create": { "new/application": ["pages/create/NewApplication"], "new/need": ["form/Pick"] },
};

/** Pages that are over the budget, with the figure they may not pass: lower it when a page loses weight. */
const OVER = {
  "lists/Projects acting on what is chosen": 462_300,
  "docket/DocketPage tab=material, sending": 477_900,
  "docket/DocketPage tab=act, with a long list": 478_000,
};

const MESSAGES = "src/app/Messages.tsx";
const DESK = "src/app/Desk.tsx";
const keyOf = (module) => `src/${module}.tsx`;

function pagesOf(name) {
  const from = routes.indexOf(`const ${name}: RouteObject[]`);
  if (from < 0) throw new Error(`routes.tsx has no list “${name}” any more`);
  return [...new Set([...routes.slice(from, routes.indexOf("\n];", from)).matchAll(/import\("\.\.\/pages\/([^"]+)"\)/g)].map(([, page]) => page))];
}

const groups = [
  ["public", PUBLIC, [], pagesOf("open")],
  ["public, drawn with the component library", SIGNED_IN, [MESSAGES], [...pagesOf("openForms"), "signin/SignIn"]],
  ["signed in", SIGNED_IN, [DESK, MESSAGES], pagesOf("signedIn")],
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
const failures = [];

function measure(name, budget, keys) {
  const files = [...filesOf(["index.html", ...keys])];
  const sum = files.reduce((all, file) => all + sizeOf(file), sizeOf("index.html"));
  const most = OVER[name] ?? budget;
  if (sum > most) failures.push(`${name}: ${kB(sum).trim()}, at most ${kB(most).trim()}`);
  else if (OVER[name] && sum <= budget) failures.push(`${name} is within the budget again: take it out of OVER`);
  console.log(`  ${kB(sum)}  ${String(files.length).padStart(2)} files  ${name}${sum > most ? "  OVER" : sum > budget ? "  excused" : ""}`);
  if (process.env.WHY) for (const file of files.sort((a, b) => sizeOf(b) - sizeOf(a)).slice(0, 60)) console.log(`              ${kB(sizeOf(file))} ${file}`);
}

for (const [who, budget, frame, pages] of groups) {
  console.log(`${who}: at most ${kB(budget).trim()}`);
  for (const page of pages) {
    const key = keyOf(`pages/${page}`);
    measure(page, budget, [...frame, key]);
    for (const [part, lazy] of Object.entries(OPENED[page] ?? {})) {
      measure(`${page} ${part}`, budget, [...frame, key, ...lazy.map(keyOf)]);
    }
  }
}
if (failures.length > 0) {
  console.error(`\n${failures.join("\n")}\nWHY=1 lists the files`);
  process.exit(1);
}
