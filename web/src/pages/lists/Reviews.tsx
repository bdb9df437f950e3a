// Reviews one was invited to, or commissioned.

import { useSpeak } from "../../i18n";
import { DocketList } from "./DocketList";

export function Reviews() {
  const { t } = useSpeak();
  return <DocketList machine="review" page="reviews" title={t("list.reviews")} />;
}
