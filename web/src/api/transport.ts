// The one way to the server: Connect over the page's own origin. The session
// travels in a cookie that scripts cannot read; one header tells the server
// that the portal sent the call, so that no other site can make it, another in
// which capacity the person of this tab acts.

import { createConnectTransport } from "@connectrpc/connect-web";
import type { Interceptor } from "@connectrpc/connect";
import { actingHeader } from "../app/acting";
import { following } from "./flights";

const portal: Interceptor = (next) => (request) => {
  request.header.set("x-yanlu-portal", "1");
  const capacity = actingHeader(request.method.name);
  if (capacity) request.header.set("yanlu-acting-as", capacity);
  return next(request);
};

export const transport = createConnectTransport({
  baseUrl: window.location.origin,
  interceptors: [portal, following],
  fetch: (input, init) => fetch(input, { ...init, credentials: "same-origin" }),
});
