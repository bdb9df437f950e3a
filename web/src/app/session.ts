// Who is signed in, asked once and remembered until it changes.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { isSignedOut } from "../api/problem";
import { identity } from "../api/clients";
import type { Me } from "../gen/yanlu/identity/v1/identity_pb";

export const ME = ["me"] as const;

async function ask(): Promise<Me | null> {
  try {
    return (await identity.whoAmI({})).me ?? null;
  } catch (error) {
    if (isSignedOut(error)) return null;
    throw error;
  }
}

export type Session = { me: Me | null; pending: boolean; error: Error | null; has: (...roles: string[]) => boolean };

export function useSession(): Session {
  const { data, isPending, error } = useQuery({ queryKey: ME, queryFn: ask, staleTime: 60_000 });
  const held = new Set(data?.roles.map((grant) => grant.role));
  return { me: data ?? null, pending: isPending, error, has: (...roles) => roles.some((role) => held.has(role)) };
}

/** Takes note of a new session, or of none: nothing read for somebody else is kept. */
export function useChangeSession(): (me: Me | null) => void {
  const queries = useQueryClient();
  return (me) => {
    queries.clear();
    queries.setQueryData(ME, me);
  };
}
