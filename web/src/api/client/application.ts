import { createClient } from "@connectrpc/connect";
import { ApplicationService } from "../../gen/yanlu/application/v1/application_pb";
import { transport } from "../transport";

export const applications = /* @__PURE__ */ createClient(ApplicationService, transport);
