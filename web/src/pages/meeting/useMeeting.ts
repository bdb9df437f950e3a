// A meeting as its reader may see it, and the simple acts on it.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { meetings } from "../../api/clients";
import { keys } from "../../app/keys";
import { useRefetchEvery } from "../../app/live";
import { RequestIds } from "../../form/requestId";

/** Others act while one looks on: without the stream the page asks by itself. */
const EVERY = 5000;

export function useMeeting(id: string) {
  return useQuery({ queryKey: keys.meeting(id), queryFn: () => meetings.getMeeting({ docket: id }), refetchInterval: useRefetchEvery(EVERY) });
}

type Act = <T extends object>(name: string, body: T, send: (request: T & { requestId: string; docket: string }) => Promise<unknown>) => Promise<boolean>;

/** Carries one act at a time; the answer is read again at once, a refusal is kept until the next act. */
export function useAct(id: string): { act: Act; busy: string; error: unknown } {
  const queries = useQueryClient();
  const ids = useRef(new Map<string, RequestIds>());
  const [busy, setBusy] = useState("");
  const [error, setError] = useState<unknown>();
  const act: Act = async (name, body, send) => {
    const own = ids.current.get(name) ?? new RequestIds();
    ids.current.set(name, own);
    setBusy(name);
    setError(undefined);
    try {
      await send({ ...body, requestId: own.idFor(body), docket: id });
      own.done();
      return true;
    } catch (cause) {
      setError(cause);
      return false;
    } finally {
      setBusy("");
      await queries.invalidateQueries({ queryKey: keys.meeting(id) });
    }
  };
  return { act, busy, error };
}
