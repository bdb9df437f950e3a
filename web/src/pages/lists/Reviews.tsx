import { useSpeak } from "../../i18n";
import { DocketList } from "./DocketList";

export function Reviews() {
  const { t } = useSpeak();
  return <DocketList machine="review" title={t("list.reviews")} />;
}
