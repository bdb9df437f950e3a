import { createClient } from "@connectrpc/connect";
import { FundingService } from "../../gen/yanlu/funding/v1/funding_pb";
import { transport } from "../transport";

export const funding = /* @__PURE__ */ createClient(FundingService, transport);
