import { createClient } from "@connectrpc/connect";
import { ReviewingService } from "../../gen/yanlu/review/v1/reviewing_pb";
import { transport } from "../transport";
import { addService } from "../registry";

export const reviewing = /* @__PURE__ */ createClient(ReviewingService, transport);

addService(ReviewingService);
