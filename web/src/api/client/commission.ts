import { createClient } from "@connectrpc/connect";
import { CommissionService } from "../../gen/yanlu/review/v1/commission_pb";
import { transport } from "../transport";
import { addService } from "../registry";

export const commissions = /* @__PURE__ */ createClient(CommissionService, transport);

addService(CommissionService);
