// Three-way merge of a draft, field by field: what both started from, what the
// server holds now, and what is typed here. Only a field that both changed, in
// different ways, needs a person.

export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };
export type Content = Record<string, JsonValue>;

export type Clash = { field: string; base: JsonValue | undefined; mine: JsonValue | undefined; theirs: JsonValue | undefined };

export type Merge = {
  /** Everything that needs no choice: mine where only I changed, theirs where only they did. */
  merged: Content;
  /** Fields both changed; `merged` holds mine until somebody chooses. */
  clashes: Clash[];
  /** Fields that only the others changed. */
  taken: string[];
};

/** Deep equality of JSON. An absent field, null, an empty text and an empty list all say the same: nothing. */
export function same(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return canonical(a) === canonical(b);
}

function isBlank(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

function canonical(value: JsonValue | undefined): string {
  if (isBlank(value)) return "";
  return JSON.stringify(value, (_key, inner: JsonValue) => {
    if (inner === null || typeof inner !== "object" || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).filter(([, v]) => !isBlank(v)).sort(([x], [y]) => (x < y ? -1 : 1)));
  });
}

/** The fields in which two contents differ, in a stable order. */
export function changed(a: Content, b: Content): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((field) => !same(a[field], b[field])).sort();
}

export function merge(base: Content, mine: Content, theirs: Content): Merge {
  const merged: Content = {};
  const clashes: Clash[] = [];
  const taken: string[] = [];
  for (const field of new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)])) {
    const [b, m, t] = [base[field], mine[field], theirs[field]];
    const iChanged = !same(b, m);
    const theyChanged = !same(b, t);
    if (iChanged && theyChanged && !same(m, t)) clashes.push({ field, base: b, mine: m, theirs: t });
    else if (theyChanged && !iChanged) taken.push(field);
    const value = iChanged ? m : t;
    if (value !== undefined) merged[field] = value;
  }
  const byName = (x: string, y: string) => (x < y ? -1 : x > y ? 1 : 0);
  return { merged, clashes: clashes.sort((x, y) => byName(x.field, y.field)), taken: taken.sort(byName) };
}

/** Puts a value into a content; nothing takes the field out. */
export function put(content: Content, field: string, value: JsonValue | undefined): void {
  if (value === undefined || value === null) delete content[field];
  else content[field] = value;
}

/** What changed between two contents, field by field; null stands for a field that is gone. */
export function patchOf(from: Content, to: Content): Content {
  return Object.fromEntries(changed(from, to).map((field) => [field, to[field] ?? null]));
}

/** A content with a patch laid over it. */
export function overlay(content: Content, patch: Content): Content {
  const whole = { ...content };
  for (const [field, value] of Object.entries(patch)) put(whole, field, value);
  return whole;
}

/**
 * The common start, moved on by what was sent from here and reached the server
 * although its answer was lost: one’s own words are never somebody else’s change.
 */
export function acknowledge(base: Content, sent: Content[], theirs: Content): Content {
  const moved = { ...base };
  for (const patch of sent) {
    for (const [field, value] of Object.entries(patch)) {
      if (same(value, theirs[field])) put(moved, field, theirs[field]);
    }
  }
  return moved;
}

export type Choices = ReadonlyMap<string, JsonValue | undefined>;

/** Applies the values chosen for the clashes; a clash without a choice keeps mine. */
export function settle(result: Merge, choices: Choices): Content {
  const content: Content = { ...result.merged };
  for (const clash of result.clashes) {
    if (choices.has(clash.field)) put(content, clash.field, choices.get(clash.field));
  }
  return content;
}
