// The order of the applications and where the money ends in it.

/** Moves one entry of a list; an impossible move leaves the list as it is. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const out = [...list];
  if (from === to || from < 0 || to < 0 || from >= list.length || to >= list.length) return out;
  const [one] = out.splice(from, 1);
  out.splice(to, 0, one as T);
  return out;
}

/** How many stand above the money line: from the top, as long as what is asked for fits into the envelope. */
export function above(order: readonly string[], requested: ReadonlyMap<string, bigint>, envelope: bigint): number {
  let sum = 0n;
  for (const [i, id] of order.entries()) {
    sum += requested.get(id) ?? 0n;
    if (sum > envelope) return i;
  }
  return order.length;
}
