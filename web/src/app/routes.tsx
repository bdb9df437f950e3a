// The map of the portal. Every page is a chunk of its own; a new one is a line in
// `open` (everybody, drawn without the component library), `openForms`
// (everybody, drawn with it) or `signedIn`.

import { createBrowserRouter, type RouteObject } from "react-router";
import { Frame } from "./Frame";
import { Crash } from "./Crash";
import { SignedIn } from "./SignedIn";
import { Home } from "./Home";

const open: RouteObject[] = [
  { index: true, element: <Home /> },
  { path: "home", lazy: async () => ({ Component: (await import("../pages/home/PublicHome")).PublicHome }) },
  { path: "results", lazy: async () => ({ Component: (await import("../pages/home/Results")).Results }) },
  { path: "check", lazy: async () => ({ Component: (await import("../pages/home/CheckNumber")).CheckNumber }) },
  { path: "calls", lazy: async () => ({ Component: (await import("../pages/calls/Calls")).Calls }) },
  { path: "calls/:call", lazy: async () => ({ Component: (await import("../pages/calls/CallPage")).CallPage }) },
  { path: "calls/:call/questions", lazy: async () => ({ Component: (await import("../pages/apply/Questions")).Questions }) },
  { path: "notices", lazy: async () => ({ Component: (await import("../pages/notices/Notices")).Notices }) },
  { path: "notices/:docket", lazy: async () => ({ Component: (await import("../pages/notices/NoticePage")).NoticePage }) },
  { path: "objections", lazy: async () => ({ Component: (await import("../pages/notices/Track")).Track }) },
  { path: "review-invitation", lazy: async () => ({ Component: (await import("../pages/reviewing/ReviewInvitation")).ReviewInvitation }) },
  { path: "draws/:commission", lazy: async () => ({ Component: (await import("../pages/commission/draw/DrawRecord")).DrawRecord }) },
  { path: "plan", lazy: async () => ({ Component: (await import("../pages/plan/Plan")).Plan }) },
];

// Open pages drawn with the component library, which those above do without: an open page loads little.
const openForms: RouteObject[] = [
  { path: "invitation", lazy: async () => ({ Component: (await import("../pages/invitation/Invitation")).Invitation }) },
  { path: "join-experts", lazy: async () => ({ Component: (await import("../pages/experts/Join")).Join }) },
];

const signedIn: RouteObject[] = [
  { path: "queue", lazy: async () => ({ Component: (await import("../pages/queue/Queue")).Queue }) },
  { path: "inbox", lazy: async () => ({ Component: (await import("../pages/inbox/Inbox")).Inbox }) },
  { path: "projects", lazy: async () => ({ Component: (await import("../pages/lists/Projects")).Projects }) },
  { path: "needs", lazy: async () => ({ Component: (await import("../pages/lists/Needs")).Needs }) },
  { path: "batches", lazy: async () => ({ Component: (await import("../pages/lists/Batches")).Batches }) },
  { path: "reviews", lazy: async () => ({ Component: (await import("../pages/lists/Reviews")).Reviews }) },
  { path: "reviewing", lazy: async () => ({ Component: (await import("../pages/reviewing/MyReviews")).MyReviews }) },
  { path: "reviewing/:docket", lazy: async () => ({ Component: (await import("../pages/reviewing/Scoring")).Scoring }) },
  { path: "review-quality", lazy: async () => ({ Component: (await import("../pages/reviewing/Quality")).ReviewQuality }) },
  { path: "commissions", lazy: async () => ({ Component: (await import("../pages/commission/Commissions")).Commissions }) },
  { path: "commissions/new", lazy: async () => ({ Component: (await import("../pages/commission/NewCommission")).NewCommission }) },
  { path: "commissions/:commission", lazy: async () => ({ Component: (await import("../pages/commission/CommissionPage")).CommissionPage }) },
  { path: "new/:what", lazy: async () => ({ Component: (await import("../pages/create/Create")).Create }) },
  { path: "dockets/:docket", lazy: async () => ({ Component: (await import("../pages/docket/DocketPage")).DocketPage }) },
  { path: "dockets/:docket/receipt", lazy: async () => ({ Component: (await import("../pages/apply/ReceiptPage")).ReceiptPage }) },
  { path: "rank/:call", lazy: async () => ({ Component: (await import("../pages/rank/Rank")).Rank }) },
  { path: "meetings", lazy: async () => ({ Component: (await import("../pages/meeting/Meetings")).Meetings }) },
  { path: "meetings/:meeting", lazy: async () => ({ Component: (await import("../pages/meeting/MeetingPage")).MeetingPage }) },
  { path: "contacts", lazy: async () => ({ Component: (await import("../pages/contacts/Contacts")).Contacts }) },
  { path: "contacts/new", lazy: async () => ({ Component: (await import("../pages/contacts/RecordContact")).RecordContact }) },
  { path: "pipeline", lazy: async () => ({ Component: (await import("../pages/pipeline/Pipeline")).Pipeline }) },
  { path: "messages", lazy: async () => ({ Component: (await import("../pages/messages/Messages")).Messages }) },
  { path: "extensions", lazy: async () => ({ Component: (await import("../pages/extensions/Extensions")).Extensions }) },
  { path: "limits", lazy: async () => ({ Component: (await import("../pages/check/Limits")).Limits }) },
  { path: "experts", lazy: async () => ({ Component: (await import("../pages/experts/Experts")).Experts }) },
  { path: "experts/mine", lazy: async () => ({ Component: (await import("../pages/experts/OwnFile")).OwnFile }) },
  { path: "experts/recommend", lazy: async () => ({ Component: (await import("../pages/experts/Recommend")).Recommend }) },
  { path: "experts/import", lazy: async () => ({ Component: (await import("../pages/experts/Import")).Import }) },
  { path: "experts/fees", lazy: async () => ({ Component: (await import("../pages/experts/Fees")).Fees }) },
  { path: "experts/statistics", lazy: async () => ({ Component: (await import("../pages/experts/Statistics")).Statistics }) },
  { path: "experts/:person", lazy: async () => ({ Component: (await import("../pages/experts/ExpertPage")).ExpertPage }) },
  { path: "pool", lazy: async () => ({ Component: (await import("../pages/pool/Pool")).Pool }) },
  { path: "builder", lazy: async () => ({ Component: (await import("../pages/builder/Builder")).Builder }) },
  { path: "builder/:call", lazy: async () => ({ Component: (await import("../pages/builder/Builder")).Builder }) },
  { path: "packs", lazy: async () => ({ Component: (await import("../pages/packs/Packs")).Packs }) },
  { path: "packs/:hash", lazy: async () => ({ Component: (await import("../pages/packs/PackPage")).PackPage }) },
  { path: "packs/drafts/:draft", lazy: async () => ({ Component: (await import("../pages/packs/DraftPage")).DraftPage }) },
  { path: "team", lazy: async () => ({ Component: (await import("../pages/team/Team")).Team }) },
  { path: "account", lazy: async () => ({ Component: (await import("../pages/account/Account")).Account }) },
];

const messages = async () => ({ Component: (await import("./Messages")).Messages });
const missing = async () => ({ Component: (await import("./Broken")).Missing });

export const router = createBrowserRouter([
  {
    element: <Frame />,
    errorElement: <Crash />,
    HydrateFallback: () => null,
    children: [{
      errorElement: <Crash />,
      children: [
        ...open,
        { lazy: messages, children: openForms },
        { element: <SignedIn />, children: [{ lazy: messages, children: signedIn }] },
        { path: "*", lazy: missing },
      ],
    }],
  },
  { errorElement: <Crash />, HydrateFallback: () => null, lazy: messages, children: [{ path: "/sign-in", lazy: async () => ({ Component: (await import("../pages/signin/SignIn")).SignIn }) }] },
]);
