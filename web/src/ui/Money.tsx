// An amount in the reader’s unit, its digits in line with those above it.

import { useMoney } from "../format/unit";

/** With its unit, or bare for a column whose head names the unit. */
export function Money({ fen, bare = false }: { fen: bigint; bare?: boolean }) {
  const money = useMoney();
  return <span className="amount">{bare ? money.amount(fen) : money.show(fen)}</span>;
}
