// Where one is in the application desk, kept in the address: the part of the
// form, a field in it, or one of the views beside it.

import { useLocation, useSearchParams } from "react-router";
import type { Form } from "../gen/yanlu/docket/v1/docket_pb";
import { anchorOf } from "./anchor";

export type DeskView = "preview" | "send";
export type Place = { part?: string; view?: DeskView; field?: string };

export const ALL = "all";

/** A link within the desk, for the tab the desk stands in. */
export function placeOf({ part, view, field }: Place): string {
  const query = new URLSearchParams({ tab: "material" });
  if (part) query.set("part", part);
  if (view) query.set("view", view);
  return `?${query}${field ? `#${anchorOf(field)}` : ""}`;
}

/** The part shown: as the address says, or the one of the field it points at; none is the overview. */
export function usePlace(form: Form): { part: string | undefined; view: DeskView | undefined; anchor: string; visit: string } {
  const [query] = useSearchParams();
  const { hash, key } = useLocation();
  const anchor = decodeURIComponent(hash.slice(1));
  const pointed = anchor ? form.sections.find((section) => section.fields.some((field) => anchorOf(field.path) === anchor)) : undefined;
  const said = query.get("part") ?? undefined;
  const known = said === ALL || form.sections.some((section) => section.code === said) ? said : undefined;
  const view = query.get("view");
  return {
    part: known ?? pointed?.code, view: view === "preview" || view === "send" ? view : undefined, anchor, visit: key,
  };
}
