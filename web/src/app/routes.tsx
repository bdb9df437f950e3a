// The map of the portal. Every page is a chunk of its own.

import { createBrowserRouter, type RouteObject } from "react-router";
import { Frame } from "./Frame";
import { Broken } from "./Broken";
import { SignedIn } from "./SignedIn";
import { Home } from "./Home";

const open: RouteObject[] = [
  { index: true, element: <Home /> },
  { path: "calls", lazy: async () => ({ Component: (await import("../pages/calls/Calls")).Calls }) },
  { path: "calls/:call", lazy: async () => ({ Component: (await import("../pages/calls/CallPage")).CallPage }) },
  { path: "notices", lazy: async () => ({ Component: (await import("../pages/notices/Notices")).Notices }) },
  { path: "notices/:docket", lazy: async () => ({ Component: (await import("../pages/notices/NoticePage")).NoticePage }) },
  { path: "objections", lazy: async () => ({ Component: (await import("../pages/notices/Track")).Track }) },
  { path: "plan", lazy: async () => ({ Component: (await import("../pages/plan/Plan")).Plan }) },
];

const signedIn: RouteObject[] = [
  { path: "queue", lazy: async () => ({ Component: (await import("../pages/queue/Queue")).Queue }) },
  { path: "projects", lazy: async () => ({ Component: (await import("../pages/lists/Projects")).Projects }) },
  { path: "needs", lazy: async () => ({ Component: (await import("../pages/lists/Needs")).Needs }) },
  { path: "batches", lazy: async () => ({ Component: (await import("../pages/lists/Batches")).Batches }) },
  { path: "reviews", lazy: async () => ({ Component: (await import("../pages/lists/Reviews")).Reviews }) },
  { path: "new/:what", lazy: async () => ({ Component: (await import("../pages/create/Create")).Create }) },
  { path: "dockets/:docket", lazy: async () => ({ Component: (await import("../pages/docket/DocketPage")).DocketPage }) },
  { path: "rank/:call", lazy: async () => ({ Component: (await import("../pages/rank/Rank")).Rank }) },
  { path: "packs", lazy: async () => ({ Component: (await import("../pages/packs/Packs")).Packs }) },
  { path: "packs/:hash", lazy: async () => ({ Component: (await import("../pages/packs/PackPage")).PackPage }) },
  { path: "account", lazy: async () => ({ Component: (await import("../pages/account/Account")).Account }) },
];

export const router = createBrowserRouter([
  {
    element: <Frame />,
    errorElement: <Broken />,
    HydrateFallback: () => null,
    children: [{ errorElement: <Broken />, children: [...open, { element: <SignedIn />, children: signedIn }, { path: "*", element: <Broken missing /> }] }],
  },
  { path: "/sign-in", HydrateFallback: () => null, errorElement: <Broken />, lazy: async () => ({ Component: (await import("../pages/signin/SignIn")).SignIn }) },
]);
