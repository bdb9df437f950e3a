// Why somebody cannot be added to a panel, and what the sealed pool, which the agency may read in the snapshot of
// the seal, says of people who are not on the plan.

import type { JsonObject } from "@bufbuild/protobuf";
import type { Who } from "./edit";

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : []);
const rowsOf = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter((one): one is JsonObject => typeof one === "object" && one !== null && !Array.isArray(one)) : []);

/** Reads the pool in the content of a seal; what it does not hold is empty. */
export const sealedOf = (content: JsonObject | undefined): Who[] =>
  rowsOf(content?.pool).map((one) => ({ expert: textOf(one.id), name: textOf(one.name), unit: textOf(one.unit), kinds: listOf(one.kinds), local: one.local === true }));

/** Why an expert cannot be added; empty when nothing stands against it. */
export const BARS = ["excluded", "forbidden", "member", "away", "full"] as const;
