import { createClient } from "@connectrpc/connect";
import { MeetingService } from "../../gen/yanlu/review/v1/meeting_pb";
import { transport } from "../transport";
import { addService } from "../registry";

export const meetings = /* @__PURE__ */ createClient(MeetingService, transport);

addService(MeetingService);
