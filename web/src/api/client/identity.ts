import { createClient } from "@connectrpc/connect";
import { IdentityService } from "../../gen/yanlu/identity/v1/identity_pb";
import { transport } from "../transport";

export const identity = /* @__PURE__ */ createClient(IdentityService, transport);
