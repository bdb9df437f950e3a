// A dialog of the browser’s own: it keeps the focus inside, closes with Escape
// and gives the focus back, without a library.

import { useEffect, useRef, type ReactNode } from "react";
import { useGiveBack } from "./useGiveBack";

type Props = { open: boolean; label: string; className?: string; onClose: () => void; children: ReactNode };

/** A dialog that is taken away while it is open gives the focus back as well. */
function Inside({ children }: { children: ReactNode }) {
  useGiveBack();
  return children;
}

export function Modal({ open, label, className = "", onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const box = dialog.current;
    if (!box) return;
    if (open && !box.open) box.showModal();
    if (!open && box.open) box.close();
  }, [open]);
  return (
    <dialog
      ref={dialog} className={`modal ${className}`} aria-label={label} onClose={onClose}
      onPointerDown={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      {open && <Inside>{children}</Inside>}
    </dialog>
  );
}
