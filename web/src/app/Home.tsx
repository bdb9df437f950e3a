// The start: the queue for whoever is signed in, the public calls for everybody else.

import { Navigate } from "react-router";
import { Loading } from "../ui/Page";
import { useSession } from "./session";

export function Home() {
  const { me, pending } = useSession();
  if (pending) return <Loading />;
  return <Navigate to={me ? "/queue" : "/notices"} replace />;
}
