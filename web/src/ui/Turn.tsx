// Whose turn it is, in words.

import { useSpeak } from "../i18n";
import { sayRoles } from "../words/roles";

export function Turn({ roles }: { roles: readonly string[] }) {
  const { t, language } = useSpeak();
  if (roles.length === 0) return null;
  const alone = roles.every((role) => role === "system");
  return <span>{alone ? t("wait.system") : t("wait.turn", { who: sayRoles(roles, language) })}</span>;
}
