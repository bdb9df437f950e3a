// The methods that most pages act with or speak of, from the generated
// descriptors: what the server offers as an action, the portal can draw.

import { ApplicationService } from "../gen/yanlu/application/v1/application_pb";
import { AwardService } from "../gen/yanlu/award/v1/award_pb";
import { ClosureService } from "../gen/yanlu/closure/v1/closure_pb";
import { DeliveryService } from "../gen/yanlu/delivery/v1/delivery_pb";
import { DocketService } from "../gen/yanlu/docket/v1/docket_pb";
import { FundingService } from "../gen/yanlu/funding/v1/funding_pb";
import { IdentityService } from "../gen/yanlu/identity/v1/identity_pb";
import { ProgrammeService } from "../gen/yanlu/programme/v1/programme_pb";
import { ReviewService } from "../gen/yanlu/review/v1/review_pb";
import { addService } from "./registry";

for (const service of [
  ApplicationService, AwardService, ClosureService, DeliveryService, DocketService, FundingService, IdentityService, ProgrammeService, ReviewService,
]) addService(service);

export { allMethods, methodOf } from "./registry";
