// What was typed into an action’s form survives a reload of the tab.

import type { FormValues } from "./values";

const key = (place: string) => `yanlu.typed.${place}`;

export function recallTyped(place: string): FormValues {
  try {
    return JSON.parse(sessionStorage.getItem(key(place)) ?? "{}") as FormValues;
  } catch {
    return {};
  }
}

export function keepTyped(place: string, values: FormValues): void {
  try {
    sessionStorage.setItem(key(place), JSON.stringify(values));
  } catch {
    // Without storage the text still stands in the form.
  }
}

export function forgetTyped(place: string): void {
  try {
    sessionStorage.removeItem(key(place));
  } catch {
    // Nothing was kept.
  }
}
