import { createClient } from "@connectrpc/connect";
import { DraftingService } from "../../gen/yanlu/application/v1/drafting_pb";
import { transport } from "../transport";

export const drafting = /* @__PURE__ */ createClient(DraftingService, transport);
