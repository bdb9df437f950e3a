// The order of the applications and where the money ends in it.

/** Moves one entry of a list; an impossible move leaves the list as it is. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const out = [...list];
  if (from === to || from < 0 || to < 0 || from >= list.length || to >= list.length) return out;
  const [one] = out.splice(from, 1);
  out.splice(to, 0, one as T);
  return out;
}

export type Asking = { requestedFen: bigint; belowLine: boolean };

/**
 * What stands above the money line, as the server counts it: down the order, over what may not be funded,
 * as long as the money asked for fits the envelope; one that does not fit ends it, or is passed over.
 */
export function above(order: readonly string[], asking: ReadonlyMap<string, Asking>, envelope: bigint, passOver: boolean): Set<string> {
  const reached = new Set<string>();
  let left = envelope;
  for (const id of order) {
    const one = asking.get(id);
    if (!one || one.belowLine) continue;
    if (one.requestedFen <= left) {
      left -= one.requestedFen;
      reached.add(id);
    } else if (!passOver) break;
  }
  return reached;
}
