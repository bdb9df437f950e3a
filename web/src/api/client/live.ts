import { createClient } from "@connectrpc/connect";
import { LiveService } from "../../gen/yanlu/desk/v1/live_pb";
import { transport } from "../transport";

export const live = /* @__PURE__ */ createClient(LiveService, transport);
