import { createClient } from "@connectrpc/connect";
import { DocketService } from "../../gen/yanlu/docket/v1/docket_pb";
import { transport } from "../transport";

export const dockets = /* @__PURE__ */ createClient(DocketService, transport);
