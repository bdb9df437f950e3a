// A link within the desk that looks like a button.

import { Button } from "antd";
import type { MouseEvent, ReactNode } from "react";
import { useHref, useNavigate } from "react-router";

type Props = { to: string; plain?: boolean; small?: boolean; pressed?: boolean; children: ReactNode };

export function DeskLink({ to, plain = false, small = false, pressed, children }: Props) {
  const href = useHref(to);
  const go = useNavigate();
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    void go(to);
  };
  return <Button type={plain ? "default" : "primary"} size={small ? "small" : undefined} href={href} aria-current={pressed ? "page" : undefined} onClick={follow}>{children}</Button>;
}
