// Tabs that scroll sideways on a narrow screen; arrow keys move between them. What a
// tab shows may be loaded when it is opened.

import { Suspense, useId, useRef, type KeyboardEvent, type ReactNode } from "react";
import { Loading } from "./Page";

export type Tab = { key: string; label: ReactNode; children: ReactNode };
type Props = { items: Tab[]; active: string; label: string; onChange: (key: string) => void };

const STEP: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

export function Tabs({ items, active, label, onChange }: Props) {
  const base = useId();
  const list = useRef<HTMLDivElement>(null);
  const shown = items.find((item) => item.key === active) ?? items[0];
  const move = (event: KeyboardEvent) => {
    const step = STEP[event.key];
    const next = step && items[(items.findIndex((item) => item.key === shown?.key) + step + items.length) % items.length];
    if (!next) return;
    event.preventDefault();
    onChange(next.key);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.key}"]`)?.focus();
  };
  return (
    <>
      <div className="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={move}>
        {items.map((item) => (
          <button
            key={item.key} type="button" role="tab" id={`${base}-${item.key}`} data-tab={item.key} aria-selected={item.key === shown?.key}
            aria-controls={item.key === shown?.key ? `${base}-panel` : undefined} tabIndex={item.key === shown?.key ? 0 : -1} onClick={() => onChange(item.key)}
          >
            {item.label}
          </button>
        ))}
      </div>
      {shown && <div role="tabpanel" id={`${base}-panel`} aria-labelledby={`${base}-${shown.key}`}><Suspense fallback={<Loading />}>{shown.children}</Suspense></div>}
    </>
  );
}
