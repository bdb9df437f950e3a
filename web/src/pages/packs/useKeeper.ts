// Keeps a draft while it is written: saves by itself, undoes, redoes, survives a lost
// connection and a reload, and merges when somebody else saved first.

import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { packDrafts } from "../../api/desk";
import { problemOf } from "../../api/problem";
import { PackDraftSchema, type PackDraft } from "../../gen/yanlu/programme/v1/pack_pb";
import { draftKey, packOf } from "./data";
import { mergePacks, same, type Pack } from "./model";

const REST = 900;
const SHELVE = 250;
const AGAIN = 3000;
const DEEPEST = 100;

export type Saving = "clean" | "unsaved" | "saving" | "offline" | "refused";
type Kept = { base: Pack; mine: Pack };

const shelfOf = (id: string): string => `yanlu.pack.${id}`;

function shelved(id: string): Kept | undefined {
  try {
    const text = localStorage.getItem(shelfOf(id));
    return text ? (JSON.parse(text) as Kept) : undefined;
  } catch {
    return undefined;
  }
}

function shelve(id: string, kept: Kept | undefined): void {
  try {
    if (kept) localStorage.setItem(shelfOf(id), JSON.stringify(kept));
    else localStorage.removeItem(shelfOf(id));
  } catch {
    // A browser that keeps nothing still saves on the server.
  }
}

export function useKeeper(loaded: PackDraft) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState(loaded);
  const [saving, setSaving] = useState<Saving>("clean");
  const [problem, setProblem] = useState<unknown>();
  const [clashes, setClashes] = useState<string[]>([]);
  const [pack, setPack] = useState<Pack>(() => {
    const kept = loaded.mayEdit ? shelved(loaded.id) : undefined;
    return kept ? mergePacks(kept.base, kept.mine, packOf(loaded.content)).pack : packOf(loaded.content);
  });
  const now = useRef({ pack, draft, base: packOf(loaded.content) });
  const past = useRef<Pack[]>([]);
  const future = useRef<Pack[]>([]);
  const last = useRef({ key: "", at: 0 });
  const flight = useRef<{ id: string; body: Pack; revision: bigint } | undefined>(undefined);
  const busy = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const shelving = useRef<ReturnType<typeof setTimeout>>(undefined);

  const show = useCallback((next: Pack) => {
    now.current.pack = next;
    setPack(next);
  }, []);

  const accept = useCallback((answer: PackDraft, against: Pack) => {
    const theirs = packOf(answer.content);
    const merged = mergePacks(against, now.current.pack, theirs);
    now.current.base = theirs;
    now.current.draft = answer;
    setDraft(answer);
    queries.setQueryData(draftKey(answer.id), answer);
    show(merged.pack);
    return merged.clashes;
  }, [queries, show]);

  const save = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    const { draft: at, base } = now.current;
    if (busy.current || !at.mayEdit) return;
    if (same(now.current.pack, base)) {
      setSaving("clean");
      clearTimeout(shelving.current);
      shelve(at.id, undefined);
      return;
    }
    busy.current = true;
    setSaving("saving");
    const sent = now.current.pack;
    if (!flight.current || flight.current.body !== sent || flight.current.revision !== at.revision) flight.current = { id: crypto.randomUUID(), body: sent, revision: at.revision };
    let wait: number | undefined = 0;
    try {
      const answer = await packDrafts.savePackDraft({
        requestId: flight.current.id, id: at.id, baseRevision: at.revision, content: sent as never, version: sent.version, effectiveFrom: sent.effective_from,
      });
      accept(answer, sent);
      setProblem(undefined);
    } catch (error) {
      wait = await trouble(error);
    } finally {
      busy.current = false;
    }
    if (wait !== undefined) timer.current = setTimeout(() => void save(), wait);

    async function trouble(error: unknown): Promise<number | undefined> {
      const { reason } = problemOf(error);
      if (reason === "PACK_DRAFT_STALE") {
        const fresh = await packDrafts.getPackDraft({ id: at.id }).catch(() => undefined);
        if (!fresh) return AGAIN;
        setClashes(accept(fresh, base));
        return 0;
      }
      setProblem(error);
      setSaving(reason ? "refused" : "offline");
      return reason ? undefined : AGAIN;
    }
  }, [accept]);

  const later = useCallback(() => {
    setSaving("unsaved");
    clearTimeout(shelving.current);
    shelving.current = setTimeout(() => shelve(now.current.draft.id, { base: now.current.base, mine: now.current.pack }), SHELVE);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), REST);
  }, [save]);

  /** Changes the draft; changes of one field in a row are one step to undo. */
  const change = useCallback((key: string, edit: (pack: Pack) => Pack) => {
    const before = now.current.pack;
    const next = edit(before);
    if (next === before) return;
    const at = Date.now();
    if (key !== last.current.key || at - last.current.at > REST * 2) past.current = [...past.current.slice(-DEEPEST), before];
    last.current = { key, at };
    future.current = [];
    show(next);
    later();
  }, [later, show]);

  const step = useCallback((from: typeof past, to: typeof past) => {
    const target = from.current.at(-1);
    if (!target) return;
    from.current = from.current.slice(0, -1);
    to.current = [...to.current, now.current.pack];
    last.current = { key: "", at: 0 };
    show(target);
    later();
  }, [later, show]);

  useEffect(() => {
    if (now.current.draft.mayEdit && !same(now.current.pack, now.current.base)) later();
    const leaving = (event: BeforeUnloadEvent) => {
      if (!same(now.current.pack, now.current.base)) event.preventDefault();
    };
    window.addEventListener("beforeunload", leaving);
    return () => {
      window.removeEventListener("beforeunload", leaving);
      clearTimeout(timer.current);
      void save();
    };
  }, [later, save]);

  /** Takes what a step of the draft answered: submitted, returned, approved. */
  const take = useCallback((answer: PackDraft) => {
    accept(create(PackDraftSchema, answer), now.current.base);
    void queries.invalidateQueries({ queryKey: ["pack-drafts"] });
    void queries.invalidateQueries({ queryKey: ["packs"] });
  }, [accept, queries]);

  /** Takes what somebody else did to the draft. What is typed here stays, beside theirs; where nobody may write any more, theirs stands. */
  const follow = useCallback((theirs: PackDraft) => {
    const { draft: at, base } = now.current;
    if (busy.current || theirs.revision < at.revision || (theirs.revision === at.revision && theirs.steps.length <= at.steps.length)) return;
    const found = accept(theirs, base);
    if (!theirs.mayEdit) {
      show(now.current.base);
      setSaving("clean");
      return;
    }
    setClashes((before) => [...new Set([...before, ...found])]);
    if (!same(now.current.pack, now.current.base)) later();
  }, [accept, later, show]);

  useEffect(() => follow(loaded), [follow, loaded, saving]);

  return {
    draft, pack, saving, problem, clashes, change, take, save,
    undo: () => step(past, future), redo: () => step(future, past), canUndo: past.current.length > 0, canRedo: future.current.length > 0,
    settleClashes: () => setClashes([]),
  };
}

export type Keeper = ReturnType<typeof useKeeper>;
