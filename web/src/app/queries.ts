// One query client. A refusal is an answer: only a failed connection is tried again.

import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { Code, ConnectError } from "@connectrpc/connect";
import { isSignedOut } from "../api/problem";
import { ME } from "./session";

const TRIES = 2;

function again(count: number, error: Error): boolean {
  const { code } = ConnectError.from(error);
  return count < TRIES && (code === Code.Unavailable || code === Code.Unknown);
}

/** A session that ended meanwhile is noticed at the next call: the frame then asks to sign in. */
function noticeSignedOut(error: Error): void {
  if (isSignedOut(error) && queries.getQueryData(ME)) queries.setQueryData(ME, null);
}

export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignedOut }),
  mutationCache: new MutationCache(),
  defaultOptions: { queries: { retry: again, staleTime: 5_000, refetchOnWindowFocus: true } },
});
