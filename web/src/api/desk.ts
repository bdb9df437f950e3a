// Typed clients of the desk: search, live, drafting, packs, members, the public site.

export { desk } from "./client/desk";
export { drafting } from "./client/drafting";
export { live } from "./client/live";
export { members } from "./client/member";
export { packDrafts } from "./client/pack";
export { site } from "./client/site";
