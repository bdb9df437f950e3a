// The unit of money a person chose; kept apart, because every text may ask for it.

import { keep, oneOf } from "../app/kept";
import type { MoneyUnit } from "./money";

export const moneyChoice = keep<MoneyUnit>("yanlu.money", "wan", oneOf("wan", "yuan"));

/** The unit in use, for texts made outside a component. */
export const moneyUnit = (): MoneyUnit => moneyChoice.get();
