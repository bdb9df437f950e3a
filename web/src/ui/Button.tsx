// A button without the component library, for pages that anybody may open: it
// looks like the library's and takes the same words.

import type { CSSProperties, MouseEventHandler, ReactNode } from "react";

type Props = {
  type?: "primary" | "default" | "link";
  htmlType?: "button" | "submit";
  block?: boolean;
  loading?: boolean;
  disabled?: boolean;
  className?: string;
  style?: CSSProperties;
  "aria-label"?: string;
  onClick?: MouseEventHandler<HTMLButtonElement>;
  children: ReactNode;
};

export const buttonClass = (type: "primary" | "default" | "link", block = false): string => `btn btn-${type}${block ? " btn-block" : ""}`;

export function Button({ type = "default", htmlType = "button", block, loading = false, disabled = false, className = "", children, ...rest }: Props) {
  return (
    <button type={htmlType} className={`${buttonClass(type, block)} ${className}`} disabled={disabled || loading} aria-busy={loading || undefined} {...rest}>
      {loading && <span className="btn-turning" aria-hidden />}{children}
    </button>
  );
}
