// What every page is drawn in: the shade that was chosen, and pictures whose styles may enter the page.

import { IconProvider } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useShade } from "./shade";
import { styleNonce } from "./nonce";

const pictures = { csp: { nonce: styleNonce() } };

export function Look({ children }: { children: ReactNode }) {
  useShade();
  return <IconProvider value={pictures}>{children}</IconProvider>;
}
