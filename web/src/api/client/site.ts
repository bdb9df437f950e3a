import { createClient } from "@connectrpc/connect";
import { SiteService } from "../../gen/yanlu/site/v1/site_pb";
import { transport } from "../transport";

export const site = /* @__PURE__ */ createClient(SiteService, transport);
