// The calls a bureau drafts and runs.

import { useSession } from "../../app/session";
import { useSpeak } from "../../i18n";
import { LinkButton } from "../../ui/LinkButton";
import { DocketList } from "./DocketList";

export function Batches() {
  const { t } = useSpeak();
  const { has } = useSession();
  return <DocketList machine="call" page="batches" title={t("list.calls")} actions={has("officer") && <LinkButton to="/builder">{t("list.newCall")}</LinkButton>} />;
}
