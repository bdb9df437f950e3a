// Makes the font of the papers again: Noto Serif SC, cut down to GBK and the
// signs that papers need. See services/document/font/README.md for how to run it.
import { createRequire } from "node:module";
import { readFile, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { dirname, join } from "node:path";

const [folder, out] = process.argv.slice(2);
if (!folder || !out) throw new Error("usage: node scripts/paper-font.mjs FOLDER-WITH-NODE_MODULES OUTPUT-FOLDER");
const require = createRequire(join(folder, "package.json"));
const subset = require("subset-font");
const home = dirname(require.resolve("@expo-google-fonts/noto-serif-sc/package.json"));

const gbk = new TextDecoder("gbk");
let text = "";
for (let c = 0x20; c < 0x7f; c++) text += String.fromCharCode(c);
for (let c = 0xa1; c < 0x180; c++) text += String.fromCharCode(c); // Latin letters of names
for (let high = 0x81; high <= 0xfe; high++)
  for (let low = 0x40; low <= 0xfe; low++) {
    const s = gbk.decode(new Uint8Array([high, low]));
    if ([...s].length === 1 && s !== "\ufffd" && !/[\ue000-\uf8ff]/.test(s)) text += s;
  }
text += "　–—―‘’“”†‡•…‰′″※€℃℉№™→←↑↓↔⇒∈∏∑√∝∞∠∥∧∨∩∪∫∮∴∵∶∷∽≈≌≠≡≤≥≦≧⊙⊥□■△▲○●◎★☆☐☑☒✓✔✗①②③④⑤⑥⑦⑧⑨⑩㎡㎏㎜㎝㎞αβγδεζηθικλμνξοπρστυφχψωΩΔΣΦ¥￥₂²³·×÷±°〇々〔〕【】《》「」『』〈〉";

const whole = await readFile(join(home, "400Regular/NotoSerifSC_400Regular.ttf"));
const cut = await subset(whole, text, { targetFormat: "truetype", noLayoutClosure: true, noHinting: true, dropTables: ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "STAT", "DSIG", "gasp", "meta"] });
await writeFile(join(out, "NotoSerifSC-GBK.ttf.gz"), gzipSync(cut, { level: 9 }));
await writeFile(join(out, "OFL.txt"), await readFile(join(home, "LICENSE_FONT")));
process.stdout.write(`${[...new Set(text)].length} signs asked for, ${whole.length} bytes in, ${cut.length} bytes out\n`);
