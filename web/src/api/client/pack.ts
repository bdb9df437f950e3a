import { createClient } from "@connectrpc/connect";
import { PackService } from "../../gen/yanlu/programme/v1/pack_pb";
import { transport } from "../transport";

export const packDrafts = /* @__PURE__ */ createClient(PackService, transport);
