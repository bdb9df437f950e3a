// Typed clients of the desk: search, live, drafting, packs, members, the public site.

import { createClient } from "@connectrpc/connect";
import { DraftingService } from "../gen/yanlu/application/v1/drafting_pb";
import { DeskService } from "../gen/yanlu/desk/v1/desk_pb";
import { LiveService } from "../gen/yanlu/desk/v1/live_pb";
import { MemberService } from "../gen/yanlu/identity/v1/member_pb";
import { PackService } from "../gen/yanlu/programme/v1/pack_pb";
import { SiteService } from "../gen/yanlu/site/v1/site_pb";
import { transport } from "./transport";

export const desk = createClient(DeskService, transport);
export const live = createClient(LiveService, transport);
export const drafting = createClient(DraftingService, transport);
export const packDrafts = createClient(PackService, transport);
export const members = createClient(MemberService, transport);
export const site = createClient(SiteService, transport);
