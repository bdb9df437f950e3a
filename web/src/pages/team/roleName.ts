// What a role of a person is called: as the server says it of those who hold it, else as everywhere.

import type { ListMembersResponse } from "../../gen/yanlu/identity/v1/member_pb";
import { sayRole } from "../../words/roles";

export function roleName(team: ListMembersResponse, role: string, language: "zh" | "en"): string {
  for (const member of team.members) {
    const held = member.roles.find((grant) => grant.role === role);
    if (held) return language === "zh" ? held.roleZh : held.roleEn;
  }
  return sayRole(role, language);
}
