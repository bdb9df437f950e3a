import { createClient } from "@connectrpc/connect";
import { MemberService } from "../../gen/yanlu/identity/v1/member_pb";
import { transport } from "../transport";

export const members = /* @__PURE__ */ createClient(MemberService, transport);
