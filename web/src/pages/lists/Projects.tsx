// Projects, from the application to the archive.

import { Link } from "react-router";
import { useSession } from "../../app/session";
import { useSpeak } from "../../i18n";
import { LinkButton } from "../../ui/LinkButton";
import { DocketList } from "./DocketList";

export function Projects() {
  const { t } = useSpeak();
  const { has } = useSession();
  const start = has("pi") ? <LinkButton to="/new/application">{t("list.newApplication")}</LinkButton> : <Link to="/calls">{t("nav.calls")}</Link>;
  return <DocketList machine="project" page="projects" title={t("list.projects")} withCall actions={start} />;
}
