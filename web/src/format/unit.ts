// The unit in which amounts are read: 万元 or 元, by choice. Every amount on a
// page goes through useMoney; a text made
// outside a component asks moneyUnit() of choice.ts.

import { useKept } from "../app/kept";
import { useSpeak } from "../i18n";
import { moneyChoice } from "./choice";
import { sayUnit, showAmount, showMoney, type MoneyUnit } from "./money";

export type Money = {
  unit: MoneyUnit;
  /** “万元” or “元”, for the head of a column. */
  unitWord: string;
  /** “1,200.5 万元”. */
  show: (fen: bigint) => string;
  /** “1,200.5”, for a cell under a head that names the unit; set class “num”. */
  amount: (fen: bigint) => string;
};

export function useMoney(): Money {
  const { language } = useSpeak();
  const unit = useKept(moneyChoice);
  return { unit, unitWord: sayUnit(unit, language), show: (fen) => showMoney(fen, unit, language), amount: (fen) => showAmount(fen, unit) };
}
