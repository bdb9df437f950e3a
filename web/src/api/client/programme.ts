import { createClient } from "@connectrpc/connect";
import { ProgrammeService } from "../../gen/yanlu/programme/v1/programme_pb";
import { transport } from "../transport";

export const programmes = /* @__PURE__ */ createClient(ProgrammeService, transport);
