// A total as text; shares beyond the whole are pointed out.

import { useMoney } from "../../format/unit";
import { useWords } from "../../i18n/words";
import type { Total } from "../sums";
import { words } from "../words";

const WHOLE = 100n;

export function TotalText({ total }: { total: Total | undefined }) {
  const w = useWords(words);
  const money = useMoney();
  if (!total) return null;
  if (total.kind === "money") return <span data-total={total.key}>{money.show(total.sum)}</span>;
  if (total.kind === "count") return <span data-total={total.key}>{total.sum.toString()}</span>;
  if (total.sum <= WHOLE) return <span data-total={total.key}>{total.sum.toString()}%</span>;
  return <span data-total={total.key} className="field-warning" role="status">{w("overHundred", { sum: total.sum.toString() })}</span>;
}
