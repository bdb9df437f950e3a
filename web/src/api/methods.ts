// Every method of the public API by its full name, from the generated
// descriptors: what the server offers as an action, the portal can draw.

import type { DescMethod, DescMethodUnary, DescService } from "@bufbuild/protobuf";
import { ApplicationService } from "../gen/yanlu/application/v1/application_pb";
import { AwardService } from "../gen/yanlu/award/v1/award_pb";
import { ClosureService } from "../gen/yanlu/closure/v1/closure_pb";
import { DeliveryService } from "../gen/yanlu/delivery/v1/delivery_pb";
import { DocketService } from "../gen/yanlu/docket/v1/docket_pb";
import { FundingService } from "../gen/yanlu/funding/v1/funding_pb";
import { IdentityService } from "../gen/yanlu/identity/v1/identity_pb";
import { ProgrammeService } from "../gen/yanlu/programme/v1/programme_pb";
import { MeetingService } from "../gen/yanlu/review/v1/meeting_pb";
import { CommissionService } from "../gen/yanlu/review/v1/commission_pb";
import { ReviewService } from "../gen/yanlu/review/v1/review_pb";
import { ReviewingService } from "../gen/yanlu/review/v1/reviewing_pb";

export const services: readonly DescService[] = [
  ApplicationService, AwardService, ClosureService, DeliveryService, DocketService,
  FundingService, IdentityService, MeetingService, ProgrammeService, ReviewService, ReviewingService, CommissionService,
];

function isUnary(method: DescMethod): method is DescMethod & DescMethodUnary {
  return method.methodKind === "unary";
}

const byName = new Map<string, DescMethodUnary>();
for (const service of services) {
  for (const method of service.methods) {
    if (isUnary(method)) byName.set(`/${service.typeName}/${method.name}`, method);
  }
}

/** Finds a method such as “/yanlu.application.v1.ApplicationService/Accept”. */
export function methodOf(name: string): DescMethodUnary | undefined {
  return byName.get(name.startsWith("/") ? name : `/${name}`);
}

export function allMethods(): IterableIterator<DescMethodUnary> {
  return byName.values();
}
