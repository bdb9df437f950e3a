import { createClient } from "@connectrpc/connect";
import { ReviewService } from "../../gen/yanlu/review/v1/review_pb";
import { transport } from "../transport";

export const reviews = /* @__PURE__ */ createClient(ReviewService, transport);
