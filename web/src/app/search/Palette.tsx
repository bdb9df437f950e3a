// Search over everything one may see: type a part, walk with the arrows, open with Enter.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { useNavigate } from "react-router";
import { desk } from "../../api/client/desk";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Modal } from "../../ui/Modal";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { StateTag } from "../../ui/StateTag";
import { keys } from "../keys";
import { grouped, placeOf, step, type Found } from "./hits";
import { keepRecent, readRecent } from "./recent";
import { searchWords } from "./words";
import "./palette.css";

const PAUSE = 120;

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

function HitLine({ hit }: { hit: Found }) {
  const w = useWords(searchWords);
  const kind = hit.kind === "docket" && hit.machine in searchWords ? w(hit.machine as "need" | "call" | "project" | "review" | "lobby") : "";
  return (
    <>
      <span className="hit-title">{hit.title || hit.code}</span>
      <span className="hit-note">{[kind, hit.code, hit.note].filter(Boolean).join(" · ")}</span>
      {hit.state && <StateTag state={hit.state} zh={hit.stateZh} en={hit.stateEn} />}
    </>
  );
}

function Body({ onClose }: { onClose: () => void }) {
  const w = useWords(searchWords);
  const { language } = useSpeak();
  const go = useNavigate();
  const id = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(-1);
  const [recent] = useState(() => readRecent());
  const query = useSettled(text.trim());
  const list = useRef<HTMLDivElement>(null);
  const answer = useQuery({
    queryKey: keys.search(query), enabled: query !== "", staleTime: 20_000, placeholderData: keepPreviousData,
    queryFn: ({ signal }) => desk.search({ query }, { signal }),
  });
  const groups = query ? grouped(answer.data?.hits ?? []) : [];
  const flat = groups.flatMap((group) => group.hits);
  const chosen = flat[at];
  useEffect(() => setAt(answer.data?.hits.length ? 0 : -1), [answer.data]);
  useEffect(() => void list.current?.querySelector(`[data-at="${at}"]`)?.scrollIntoView({ block: "nearest" }), [at]);

  const open = (hit: Found) => {
    keepRecent(text);
    onClose();
    void go(placeOf(hit));
  };
  const hear = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setAt(step(at, event.key === "ArrowDown" ? 1 : -1, flat.length));
    }
    if (event.key === "Enter" && chosen) {
      event.preventDefault();
      open(chosen);
    }
  };
  const settledEmpty = query !== "" && answer.data && !answer.isPlaceholderData && flat.length === 0;
  return (
    <>
      <div className="palette-head">
        <input
          type="text" role="combobox" aria-expanded={flat.length > 0} aria-controls={`${id}-list`} aria-autocomplete="list" autoComplete="off" spellCheck={false} autoFocus
          aria-activedescendant={chosen ? `${id}-${at}` : undefined} aria-label={w("field")} placeholder={w("field")} value={text} maxLength={100}
          onChange={(event) => setText(event.target.value)} onKeyDown={hear}
        />
        <button type="button" className="tool" aria-label={w("close")} onClick={onClose}>Esc</button>
      </div>
      <div className="palette-body" ref={list}>
        {answer.error && query && <ProblemAlert error={answer.error} onRetry={() => void answer.refetch()} />}
        {settledEmpty && <div className="palette-none"><strong>{w("none", { query })}</strong><p className="muted">{w("noneHint")}</p></div>}
        {!query && (
          <div className="palette-none">
            <p className="muted">{w("start")}</p>
            {recent.length > 0 && (
              <section aria-label={w("recent")}>
                <h2>{w("recent")}</h2>
                <div className="row">{recent.map((one) => <button key={one} type="button" className="tool" onClick={() => setText(one)}>{one}</button>)}</div>
              </section>
            )}
          </div>
        )}
        <div role="listbox" id={`${id}-list`} aria-label={w("title")}>
          {groups.map((group) => (
            <div key={group.kind} role="group" aria-label={w(group.kind)}>
              <div className="palette-kind" aria-hidden>{w(group.kind)}</div>
              {group.hits.map((hit) => {
                const place = flat.indexOf(hit);
                return (
                  <div
                    key={`${hit.kind}/${hit.id}`} role="option" id={`${id}-${place}`} data-at={place} data-kind={hit.kind} aria-selected={place === at} className="hit" lang={language === "zh" ? undefined : "zh-CN"}
                    onPointerMove={() => setAt(place)} onClick={() => open(hit)}
                  >
                    <HitLine hit={hit} />
                  </div>
                );
              })}
            </div>
          ))}
        </div>
      </div>
      <div className="palette-foot muted small"><span role="status">{query && answer.data && !answer.isPlaceholderData ? w("found", { count: flat.length }) : ""}</span><span className="hide-narrow">{w("keys")}</span></div>
    </>
  );
}

export function Palette({ open, onClose }: { open: boolean; onClose: () => void }) {
  const w = useWords(searchWords);
  return <Modal open={open} label={w("title")} className="palette" onClose={onClose}><Body onClose={onClose} /></Modal>;
}
