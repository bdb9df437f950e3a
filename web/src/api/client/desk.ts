import { createClient } from "@connectrpc/connect";
import { DeskService } from "../../gen/yanlu/desk/v1/desk_pb";
import { transport } from "../transport";

export const desk = /* @__PURE__ */ createClient(DeskService, transport);
