// A button that opens a small panel beneath it: any controls may stand inside.
// Escape and a press elsewhere close it; the focus goes back to the button.

import { useEffect, useId, useRef, useState, type ReactNode } from "react";

type Props = { label: string; button: ReactNode; className?: string; children: (close: () => void) => ReactNode };

export function Disclosure({ label, button, className = "tool", children }: Props) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (!place.current?.contains(event.target as Node)) setOpen(false);
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      opener.current?.focus();
    };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    document.addEventListener("keydown", escape);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
      document.removeEventListener("keydown", escape);
    };
  }, [open]);
  return (
    <div className="disclosure" ref={place}>
      <button ref={opener} type="button" className={className} aria-label={label} aria-expanded={open} aria-controls={open ? id : undefined} onClick={() => setOpen(!open)}>{button}</button>
      {open && <div id={id} className="disclosure-panel" role="group" aria-label={label}>{children(() => setOpen(false))}</div>}
    </div>
  );
}
