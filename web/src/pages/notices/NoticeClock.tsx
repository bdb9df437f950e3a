// How long a notice still runs; the clock stands while an objection is open.

import { dateOf, daysLeft } from "../../format/time";
import type { Notice } from "../../gen/yanlu/award/v1/award_pb";
import { useSpeak } from "../../i18n";
import { SaidTime } from "../../ui/SaidTime";

export function NoticeClock({ notice }: { notice: Notice }) {
  const { t } = useSpeak();
  const ends = dateOf(notice.ends);
  if (notice.paused) return <span className="due-soon">{t("notices.paused")}</span>;
  if (!ends) return null;
  const left = daysLeft(ends, new Date());
  return <span>{left > 0 ? <strong>{t("notices.daysLeft", { count: left })}</strong> : t("notices.over")} · <SaidTime at={ends}>{(time) => t("notices.ends", { time })}</SaidTime></span>;
}
