// Two texts word by word: what stayed, what went, what came. A Chinese
// character is a word of its own; Latin words and numbers stay whole.

export type Piece = { kind: "same" | "gone" | "new"; text: string };

const WORD = /[A-Za-z0-9]+(?:[.,'’-][A-Za-z0-9]+)*|\s+|[^\s]/gu;
/** Above this many comparisons a text counts as rewritten: the page has to stay quick. */
const MOST = 4_000_000;

function wordsOf(text: string): string[] {
  return text.match(WORD) ?? [];
}

function join(pieces: Piece[]): Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) {
    if (!piece.text) continue;
    const last = out.at(-1);
    if (last?.kind === piece.kind) last.text += piece.text;
    else out.push({ ...piece });
  }
  return out;
}

/** Lengths of the longest common run of what is left from each place on. */
function lengths(a: string[], b: string[]): Uint16Array[] {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const here = rows[i] as Uint16Array;
      const below = rows[i + 1] as Uint16Array;
      here[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, here[j + 1] ?? 0);
    }
  }
  return rows;
}

function middle(a: string[], b: string[]): Piece[] {
  if (a.length * b.length > MOST) return [{ kind: "gone", text: a.join("") }, { kind: "new", text: b.join("") }];
  const rows = lengths(a, b);
  const out: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      out.push({ kind: "same", text: a[i] as string });
      i++;
      j++;
    } else if ((rows[i + 1]?.[j] ?? 0) >= (rows[i]?.[j + 1] ?? 0)) out.push({ kind: "gone", text: a[i++] as string });
    else out.push({ kind: "new", text: b[j++] as string });
  }
  return [...out, { kind: "gone", text: a.slice(i).join("") }, { kind: "new", text: b.slice(j).join("") }];
}

/** What turns the one text into the other. */
export function wordDiff(before: string, after: string): Piece[] {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return join([
    { kind: "same", text: a.slice(0, head).join("") },
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    { kind: "same", text: a.slice(a.length - tail).join("") },
  ]);
}
