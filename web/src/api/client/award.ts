import { createClient } from "@connectrpc/connect";
import { AwardService } from "../../gen/yanlu/award/v1/award_pb";
import { transport } from "../transport";

export const awards = /* @__PURE__ */ createClient(AwardService, transport);
