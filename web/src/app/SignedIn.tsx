// Pages behind it need an account; afterwards the visitor is brought back here.

import { Navigate, Outlet, useLocation } from "react-router";
import { Loading } from "../ui/Page";
import { ProblemAlert } from "../ui/ProblemAlert";
import { useSession } from "./session";

export function SignedIn() {
  const { me, pending, error } = useSession();
  const here = useLocation();
  if (pending) return <Loading />;
  if (error) return <ProblemAlert error={error} />;
  if (!me) return <Navigate to={`/sign-in?next=${encodeURIComponent(here.pathname + here.search)}`} replace />;
  return <Outlet />;
}
