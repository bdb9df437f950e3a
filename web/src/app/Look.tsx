// Follows the shade that was chosen, on every page.

import type { ReactNode } from "react";
import { useShade } from "./shade";

export function Look({ children }: { children: ReactNode }) {
  useShade();
  return children;
}
