// Who else is at this draft, and at which field. Said again every few seconds
// and whenever the focus moves; the server forgets who says nothing.

import { useCallback, useEffect, useRef, useState } from "react";
import { live } from "../api/desk";
import { useLive } from "../app/live";
import type { Attendee } from "../gen/yanlu/desk/v1/live_pb";

const EVERY = 10_000;
const SETTLE = 400;

export function usePresence(docket: string): { others: Attendee[]; at: (field: string) => void } {
  const [others, setOthers] = useState<Attendee[]>([]);
  const field = useRef("");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const say = useCallback(async () => {
    if (document.visibilityState === "hidden") return;
    try {
      setOthers((await live.attend({ docket, field: field.current })).others);
    } catch {
      // Nobody is shown while nobody can be asked.
      setOthers([]);
    }
  }, [docket]);
  useEffect(() => {
    void say();
    const every = setInterval(() => void say(), EVERY);
    document.addEventListener("visibilitychange", say);
    return () => {
      clearInterval(every);
      clearTimeout(timer.current);
      document.removeEventListener("visibilitychange", say);
      live.attend({ docket, field: "", leave: true }).catch(() => undefined);
    };
  }, [docket, say]);
  useLive(docket, ({ kind }) => {
    if (kind === "presence") void say();
  });
  const at = useCallback((path: string) => {
    if (path === field.current) return;
    field.current = path;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void say(), SETTLE);
  }, [say]);
  return { others, at };
}
