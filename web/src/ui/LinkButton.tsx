// A link that looks like the main button of a page.

import type { ReactNode } from "react";
import { Link } from "react-router";
import { buttonClass } from "./Button";

export function LinkButton({ to, type = "primary", children }: { to: string; type?: "primary" | "default"; children: ReactNode }) {
  return <Link to={to} className={buttonClass(type)}>{children}</Link>;
}
