// A link that looks like the main button of a page.

import { Button } from "antd";
import type { MouseEvent, ReactNode } from "react";
import { useHref, useNavigate } from "react-router";

export function LinkButton({ to, children }: { to: string; children: ReactNode }) {
  const href = useHref(to);
  const go = useNavigate();
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    void go(to);
  };
  return <Button type="primary" href={href} onClick={follow}>{children}</Button>;
}
