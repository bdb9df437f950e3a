import { createClient } from "@connectrpc/connect";
import { ExpertService } from "../../gen/yanlu/review/v1/expert_pb";
import { transport } from "../transport";

export const experts = /* @__PURE__ */ createClient(ExpertService, transport);
