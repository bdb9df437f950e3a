// The secret of the link. It stands behind the # so that it never reaches a
// log; signing in on the way keeps it for this tab only.

const KEPT = "yanlu.invitation";

/** The secret of the address, or the one that was kept while signing in. */
export function secretOf(hash: string): string {
  const here = hash.replace(/^#/, "");
  if (here) sessionStorage.setItem(KEPT, here);
  return here || (sessionStorage.getItem(KEPT) ?? "");
}

export function forgetSecret(): void {
  sessionStorage.removeItem(KEPT);
}
