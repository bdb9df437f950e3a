// Walking a list by keyboard: j and k or the arrows move, Enter opens, x selects, ? says so.

import { useEffect, useRef, useState } from "react";
import { isWriting } from "../../app/useSearchKeys";
import { useWords } from "../../i18n/words";
import { Modal } from "../../ui/Modal";
import { step } from "../../app/search/hits";
import { words, type Word } from "./words";

const KEYS: [string[], Word][] = [
  [["j", "↓"], "k_next"], [["k", "↑"], "k_previous"], [["Enter"], "k_open"], [["x"], "k_select"], [["Shift", "A"], "k_all"], [["f"], "k_filter"], [["/", "Ctrl K"], "k_search"], [["?"], "k_help"],
];

const rowOf = (element: Element | null): HTMLElement | null => element?.closest<HTMLElement>("[data-row]") ?? null;

/** Moves the focus to the link of the next or previous row. */
function move(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>("main [data-row]")];
  const at = rows.indexOf(rowOf(document.activeElement) as HTMLElement);
  const next = rows[step(at, by, rows.length)];
  next?.querySelector<HTMLElement>("a")?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

type Props = { onSelect: (id: string) => void; onSelectAll: () => void };

export function Keys({ onSelect, onSelectAll }: Props) {
  const w = useWords(words);
  const [help, setHelp] = useState(false);
  const newest = useRef({ onSelect, onSelectAll });
  useEffect(() => {
    newest.current = { onSelect, onSelectAll };
  });
  useEffect(() => {
    const acts: Record<string, () => void> = {
      j: () => move(1), k: () => move(-1), "?": () => setHelp(true), A: () => newest.current.onSelectAll(),
      f: () => document.querySelector<HTMLElement>("[data-filter='query'] input, input[data-filter='query']")?.focus(),
      x: () => {
        const id = rowOf(document.activeElement)?.dataset.row;
        if (id) newest.current.onSelect(id);
      },
    };
    const hear = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isWriting(event.target) || document.querySelector("dialog[open], .ant-drawer-open")) return;
      const inList = rowOf(document.activeElement) !== null;
      const act = event.key === "ArrowDown" && inList ? acts.j : event.key === "ArrowUp" && inList ? acts.k : acts[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, []);
  return (
    <>
      <button type="button" className="tool hide-narrow" onClick={() => setHelp(true)}><kbd aria-hidden>?</kbd> {w("keys")}</button>
      <Modal open={help} label={w("keysTitle")} onClose={() => setHelp(false)} className="keys">
        <h2>{w("keysTitle")}</h2>
        <dl>{KEYS.map(([names, word]) => <div key={word}><dt>{names.map((name) => <kbd key={name}>{name}</kbd>)}</dt><dd>{w(word)}</dd></div>)}</dl>
        <button type="button" className="tool tool-strong" onClick={() => setHelp(false)}>{w("bulkClose")}</button>
      </Modal>
    </>
  );
}
