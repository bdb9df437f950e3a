// Who is signed in, asked once and remembered until it changes, and in which
// capacity this tab acts.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { identity } from "../api/client/identity";
import { isSignedOut } from "../api/problem";
import type { Me, RoleGrant } from "../gen/yanlu/identity/v1/identity_pb";
import { acting, limitedTo, useActing } from "./acting";
import { keys } from "./keys";

export const ME = keys.me;

async function ask(): Promise<Me | null> {
  try {
    return (await identity.whoAmI({})).me ?? null;
  } catch (error) {
    if (isSignedOut(error)) return null;
    throw error;
  }
}

export type Session = {
  me: Me | null;
  pending: boolean;
  error: Error | null;
  /** The grants that count in this tab: all, or the one the person acts in. */
  grants: readonly RoleGrant[];
  /** True when one of several grants was chosen. */
  limited: boolean;
  has: (...roles: string[]) => boolean;
};

const NONE: readonly RoleGrant[] = [];

export function useSession(): Session {
  const { data, isPending, error } = useQuery({ queryKey: ME, queryFn: ask, staleTime: 60_000 });
  const capacity = useActing();
  const all = data?.roles ?? NONE;
  const grants = capacity ? limitedTo(all, capacity) : all;
  const held = new Set(grants.map((grant) => grant.role));
  return { me: data ?? null, pending: isPending, error, grants, limited: capacity !== "" && grants.length < all.length, has: (...roles) => roles.some((role) => held.has(role)) };
}

/** Takes note of a new session, or of none: nothing read for somebody else is kept. */
export function useChangeSession(): (me: Me | null) => void {
  const queries = useQueryClient();
  return (me) => {
    acting.set("");
    queries.clear();
    queries.setQueryData(ME, me);
  };
}

/** Acts in one capacity, or in all again: everything is read anew. */
export function useChangeCapacity(): (capacity: string) => Promise<void> {
  const queries = useQueryClient();
  return async (capacity) => {
    acting.set(capacity);
    queries.removeQueries({ predicate: (query) => query.queryKey[0] !== ME[0] && query.getObserversCount() === 0 });
    await queries.resetQueries({ predicate: (query) => query.queryKey[0] !== ME[0] });
  };
}
