// The start: the queue for whoever is signed in, the public first page for everybody else.

import { lazy, Suspense } from "react";
import { Navigate } from "react-router";
import { Loading } from "../ui/Page";
import { useSession } from "./session";

const PublicHome = lazy(async () => ({ default: (await import("../pages/home/PublicHome")).PublicHome }));

export function Home() {
  const { me, pending } = useSession();
  if (pending) return <Loading />;
  if (me) return <Navigate to="/queue" replace />;
  return <Suspense fallback={<Loading />}><PublicHome /></Suspense>;
}
