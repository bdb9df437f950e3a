// Typed clients for the reads and for the few writes with a page of their own.
// Each lives in a file of its own, so that a page loads only the services it calls.

export { applications } from "./client/application";
export { awards } from "./client/award";
export { dockets } from "./client/docket";
export { funding } from "./client/funding";
export { identity } from "./client/identity";
export { meetings } from "./client/meeting";
export { programmes } from "./client/programme";
export { reviews } from "./client/review";
