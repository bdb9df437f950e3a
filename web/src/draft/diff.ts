// The difference of two texts, word by word: a Chinese character is a word of
// its own, Latin letters and digits stay together.

export type Part = { kind: "same" | "less" | "more"; text: string };

const WORDS = /[\p{Script=Latin}\p{N}_.%-]+|\s+|./gsu;

/** Beyond this many cells the table of the comparison is not built: lines are compared instead. */
const MOST = 4_000_000;

export function wordsOf(text: string): string[] {
  return text.match(WORDS) ?? [];
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function join(parts: Part[]): Part[] {
  const out: Part[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (last?.kind === part.kind) last.text += part.text;
    else if (part.text) out.push({ ...part });
  }
  return out;
}

/** Longest common subsequence of two lists, told as parts. */
function compare(a: string[], b: string[]): Part[] {
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => table[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const parts: Part[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      parts.push({ kind: "same", text: a[i] ?? "" });
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) parts.push({ kind: "less", text: a[i++] ?? "" });
    else parts.push({ kind: "more", text: b[j++] ?? "" });
  }
  return parts;
}

function between(a: string[], b: string[], fit: (a: string[], b: string[]) => Part[]): Part[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const middle = fit(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  return [{ kind: "same", text: a.slice(0, head).join("") }, ...middle, { kind: "same", text: tail ? a.slice(a.length - tail).join("") : "" }];
}

function fitting(a: string[], b: string[]): Part[] {
  if (a.length * b.length <= MOST) return compare(a, b);
  const [from, to] = [linesOf(a.join("")), linesOf(b.join(""))];
  if (from.length * to.length <= MOST) return compare(from, to);
  return [{ kind: "less", text: a.join("") }, { kind: "more", text: b.join("") }];
}

/** What has to go from the first text, and what has to come, to make the second. */
export function diff(from: string, to: string): Part[] {
  return join(between(wordsOf(from), wordsOf(to), fitting));
}

/** Both texts in one, nothing left out: a start for somebody who edits them together. */
export function together(mine: string, theirs: string): string {
  return diff(mine, theirs).map((part) => part.text).join("");
}
