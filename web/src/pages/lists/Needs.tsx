// Needs, from registration to the reserve pool.

import { useSession } from "../../app/session";
import { useSpeak } from "../../i18n";
import { LinkButton } from "../../ui/LinkButton";
import { DocketList } from "./DocketList";

export function Needs() {
  const { t } = useSpeak();
  const { has } = useSession();
  return <DocketList machine="need" page="needs" title={t("list.needs")} actions={has("demander") && <LinkButton to="/new/need">{t("list.newNeed")}</LinkButton>} />;
}
