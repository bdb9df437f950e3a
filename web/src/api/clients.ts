// Typed clients for the reads and for the few writes with a page of their own.

import { createClient } from "@connectrpc/connect";
import { ApplicationService } from "../gen/yanlu/application/v1/application_pb";
import { AwardService } from "../gen/yanlu/award/v1/award_pb";
import { DocketService } from "../gen/yanlu/docket/v1/docket_pb";
import { FundingService } from "../gen/yanlu/funding/v1/funding_pb";
import { IdentityService } from "../gen/yanlu/identity/v1/identity_pb";
import { ProgrammeService } from "../gen/yanlu/programme/v1/programme_pb";
import { ReviewService } from "../gen/yanlu/review/v1/review_pb";
import { transport } from "./transport";

export const applications = createClient(ApplicationService, transport);
export const awards = createClient(AwardService, transport);
export const dockets = createClient(DocketService, transport);
export const funding = createClient(FundingService, transport);
export const identity = createClient(IdentityService, transport);
export const programmes = createClient(ProgrammeService, transport);
export const reviews = createClient(ReviewService, transport);
