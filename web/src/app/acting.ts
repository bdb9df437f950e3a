// In which capacity the person of this tab acts. Chosen, every request carries
// it and the server limits the caller to that one grant; not chosen, all count.
// It only ever takes away: the server judges what remains.

import { keep, useKept } from "./kept";

const CAPACITY = /^[a-z_]+@[^\s@]+$/;

const known = (text: string): text is string => CAPACITY.test(text);

/** “role@organisation”, or nothing for all identities. One tab, one choice. */
export const acting = keep<string>("yanlu.acting-as", "", known, "tab");

export const capacityOf = (grant: { role: string; organisation: string }): string => `${grant.role}@${grant.organisation}`;

export const useActing = (): string => useKept(acting);

/** The grants that count now. A capacity that the person does not hold counts for nothing and hides nothing. */
export function limitedTo<G extends { role: string; organisation: string }>(grants: readonly G[], capacity: string): readonly G[] {
  const held = grants.filter((grant) => capacityOf(grant) === capacity);
  return held.length > 0 ? held : grants;
}

/** Who is calling is asked without a limit, so that one can always switch back. */
const UNLIMITED = new Set(["WhoAmI", "SignIn", "SignOut"]);

/** The header of a call, or nothing. */
export function actingHeader(method: string): string {
  return UNLIMITED.has(method) ? "" : acting.get();
}
