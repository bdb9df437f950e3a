// One item on notice in a list, for everyone.

import { Link } from "react-router";
import { useMoney } from "../../format/unit";
import type { Notice } from "../../gen/yanlu/award/v1/award_pb";
import { useSpeak } from "../../i18n";
import { StateTag } from "../../ui/StateTag";
import { NoticeClock } from "./NoticeClock";

export function NoticeRow({ notice, level = "h2" }: { notice: Notice; level?: "h2" | "h3" }) {
  const { t } = useSpeak();
  const money = useMoney();
  const Heading = level;
  return (
    <article data-notice={notice.docket}>
      <div className="between">
        <Heading className="row-title"><Link to={`/notices/${notice.docket}`}>{notice.title}</Link></Heading>
        <StateTag state={notice.state} zh={notice.stateZh} en={notice.stateEn} />
      </div>
      <div className="item-meta">
        <span>{notice.host}</span>
        <span>{t("notices.pi")} {notice.pi}</span>
        <span>{t("notices.amount")} {money.show(notice.amountFen)}</span>
        <NoticeClock notice={notice} />
      </div>
    </article>
  );
}
