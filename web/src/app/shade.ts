// Light, dark, or as the device says: the choice, and what it comes to now.

import { useEffect, useSyncExternalStore } from "react";
import { keep, oneOf, useKept } from "./kept";
import type { Shade } from "./theme";

export type ShadeChoice = Shade | "system";

export const shadeChoice = keep<ShadeChoice>("yanlu.theme", "system", oneOf("light", "dark", "system"));

const dark = (): MediaQueryList => window.matchMedia("(prefers-color-scheme: dark)");

function followDevice(hear: () => void): () => void {
  const query = dark();
  query.addEventListener("change", hear);
  return () => query.removeEventListener("change", hear);
}

export function shadeOf(choice: ShadeChoice, deviceIsDark: boolean): Shade {
  if (choice === "system") return deviceIsDark ? "dark" : "light";
  return choice;
}

/** The shade in use; the document is told, so that the style sheets follow. */
export function useShade(): Shade {
  const choice = useKept(shadeChoice);
  const device = useSyncExternalStore(followDevice, () => dark().matches);
  const shade = shadeOf(choice, device);
  useEffect(() => {
    document.documentElement.dataset.theme = shade;
  }, [shade]);
  return shade;
}

/** Before the first paint: no flash of the other shade. */
export function startShade(): void {
  document.documentElement.dataset.theme = shadeOf(shadeChoice.get(), dark().matches);
}
