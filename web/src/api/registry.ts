// The methods whose descriptors are at hand, by full name. Most come with
// api/methods; those of a service that few pages need come when they are asked
// for, so that a page does not fetch what it never says.

import type { DescMethod, DescMethodUnary, DescService } from "@bufbuild/protobuf";

const byName = new Map<string, DescMethodUnary>();
let version = 0;

function isUnary(method: DescMethod): method is DescMethod & DescMethodUnary {
  return method.methodKind === "unary";
}

export function addService(service: DescService): void {
  for (const method of service.methods) {
    if (isUnary(method)) byName.set(`/${service.typeName}/${method.name}`, method);
  }
  version += 1;
}

/** Grows with every service that is added: what was read before may be read again. */
export const registered = (): number => version;

/** Finds a method such as “/yanlu.application.v1.ApplicationService/Accept”. */
export function methodOf(name: string): DescMethodUnary | undefined {
  return byName.get(name.startsWith("/") ? name : `/${name}`);
}

export function allMethods(): IterableIterator<DescMethodUnary> {
  return byName.values();
}

/** Services that come when a page meets one of their methods. */
const LATER: Record<string, () => Promise<DescService>> = {
  "yanlu.review.v1.CommissionService": async () => (await import("../gen/yanlu/review/v1/commission_pb")).CommissionService,
  "yanlu.review.v1.LobbyService": async () => (await import("../gen/yanlu/review/v1/lobby_pb")).LobbyService,
  "yanlu.review.v1.MeetingService": async () => (await import("../gen/yanlu/review/v1/meeting_pb")).MeetingService,
  "yanlu.review.v1.ReviewingService": async () => (await import("../gen/yanlu/review/v1/reviewing_pb")).ReviewingService,
};

/** The services of methods that are not at hand yet and can come. */
export function lacking(names: readonly string[]): string[] {
  const services = names.filter((name) => !methodOf(name)).map((name) => name.replace(/^\//, "").split("/")[0] ?? "");
  return [...new Set(services)].filter((service) => service in LATER);
}

export async function fetchServices(services: readonly string[]): Promise<void> {
  for (const service of await Promise.all(services.map((name) => LATER[name]?.()))) {
    if (service) addService(service);
  }
}
