// News from the server, one stream a tab. A change carries no facts: it says
// which docket moved, and the pages that show it read again.
//
//   useLiveStatus()                 "live", "connecting", "polling" or "off"
//   useRefetchEvery(ms)             refetchInterval of a query: ms while there is
//                                   no stream, seldom while there is one
//   subscribe(docket, handler)      every word about one docket, presence
//                                   included; returns the way out
//   useLive(docket, handler)        the same for a component
//
// What was read under the names of keys.ts is read again by itself; only who
// wants more than that, such as the draft editor, subscribes. The stream is
// opened when somebody is signed in and closed when they leave; a tab nobody
// looks at lets it go after a while, because a browser keeps only a few
// connections to one server. Cut off, it comes back with growing pauses, and
// meanwhile the pages ask by themselves.

import { useEffect, useRef, useSyncExternalStore } from "react";
import { isOld, mayHaveMoved } from "./keys";
import { Line, type Handler, type LiveStatus, type News } from "./line";
import { queries } from "./queries";

export type { Handler, LiveStatus, News } from "./line";

/** Words that come together are answered by one reading. */
const TOGETHER = 150;
/** Reads seldom while the stream tells what moved. */
const SELDOM = 120_000;
/** A tab that nobody looks at keeps its stream for so long. */
const UNSEEN = 60_000;

async function* watch(signal: AbortSignal): AsyncIterable<News> {
  const { live } = await import("../api/client/live");
  yield* live.watch({}, { signal });
}

let waiting: News[] = [];

function readAgain(): void {
  const heard = waiting;
  waiting = [];
  void queries.invalidateQueries({ predicate: ({ queryKey }) => heard.some((news) => isOld(queryKey, news)) });
}

function take(news: News): void {
  if (waiting.push(news) === 1) setTimeout(readAgain, TOGETHER);
}

const line = new Line(watch, take, () => void queries.invalidateQueries({ predicate: ({ queryKey }) => mayHaveMoved(queryKey) }));

/** Hears every word about one docket until the returned function is called. */
export const subscribe = (docket: string, handler: Handler): (() => void) => line.subscribe(docket, handler);

/** Hears every word about one docket while a component is shown. */
export function useLive(docket: string, handler: Handler): void {
  const newest = useRef(handler);
  useEffect(() => {
    newest.current = handler;
  });
  useEffect(() => (docket ? subscribe(docket, (news) => newest.current(news)) : undefined), [docket]);
}

export const useLiveStatus = (): LiveStatus => useSyncExternalStore(line.onStatus, line.status);

export function useRefetchEvery(ms: number): number {
  return useLiveStatus() === "live" ? Math.max(ms, SELDOM) : ms;
}

/** Keeps the stream while somebody is signed in: the frame calls it once. */
export function useKeepLive(person: string | undefined): void {
  useEffect(() => {
    if (!person) return;
    let unseen: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(unseen);
      if (document.visibilityState === "hidden") unseen = setTimeout(() => line.close(), UNSEEN);
      else line.start();
    };
    line.start();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(unseen);
      document.removeEventListener("visibilitychange", look);
      line.close();
    };
  }, [person]);
}
