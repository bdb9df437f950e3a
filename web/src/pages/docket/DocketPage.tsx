// One subject: where it stands, what I may do, what is on file.

import { Card } from "antd";
import { useEffect } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import type { GetDocketResponse } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSession } from "../../app/session";
import { useSpeak } from "../../i18n";
import { DocketCard } from "../../ui/DocketCard";
import { Facts } from "../../ui/Facts";
import { Loading } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Tabs, type Tab } from "../../ui/Tabs";
import type { Fact } from "../../words/fact";
import { ActTab } from "./ActTab";
import { ConflictCard } from "./ConflictCard";
import { DocketHead } from "./DocketHead";
import { FilesTab } from "./FilesTab";
import { MaterialTab } from "./MaterialTab";
import { Feedback, Ledger, Objections, PanelProgress } from "./Panels";
import { ReviewedFile } from "./ReviewedFile";
import { SnapshotsTab } from "./SnapshotsTab";
import { TimelineTab } from "./TimelineTab";
import { useDocket } from "./useDocket";

type Shown = GetDocketResponse & { docket: NonNullable<GetDocketResponse["docket"]> };

const STANDS_ASIDE = ["officer", "director", "party_group", "leading_group", "agency", "discipline", "finance"];

function Act({ answer }: { answer: Shown }) {
  const { t } = useSpeak();
  const { has } = useSession();
  const { docket, actions } = answer;
  return (
    <div className={docket.machine === "review" ? "two two-even" : "two"}>
      <div className="stack">
        <PanelProgress docket={docket} />
        <Objections docket={docket} />
        <ActTab docket={docket} actions={actions} editable={answer.editable} />
        <Feedback docket={docket} />
        <Ledger docket={docket} />
      </div>
      <div className="stack">
        {docket.machine === "review" && <ReviewedFile docket={docket} />}
        {docket.machine === "call" && has("agency", "officer", "director", "party_group", "leading_group", "discipline", "auditor") && (
          <Link to={`/rank/${docket.id}`}>{t("docket.rank")}</Link>
        )}
        <Card size="small" title={t("docket.facts")}><Facts facts={docket.facts as Record<string, Fact> | undefined} names={docket.names} /></Card>
        {docket.machine === "project" && !docket.terminal && has(...STANDS_ASIDE) && <ConflictCard docket={docket.id} />}
      </div>
    </div>
  );
}

function useTabs(answer: Shown): Tab[] {
  const { t } = useSpeak();
  const { docket, children, editable } = answer;
  const written = docket.machine === "project" || docket.machine === "need";
  const items: Tab[] = [{ key: "act", label: t("docket.act"), children: <Act answer={answer} /> }];
  if (written) items.push({ key: "material", label: t("docket.material"), children: <MaterialTab docket={docket} editable={editable} /> });
  if (children.length > 0) {
    const word = docket.machine === "call" ? "docket.applications" : "docket.reviews";
    items.push({
      key: "children", label: `${t(word)} ${children.length}`,
      children: <div className="card-list">{children.map((child) => <DocketCard key={child.id} docket={child} />)}</div>,
    });
  }
  items.push({ key: "timeline", label: t("docket.timeline"), children: <TimelineTab docket={docket} /> });
  items.push({ key: "snapshots", label: t("docket.snapshots"), children: <SnapshotsTab docket={docket.id} seq={docket.seq} /> });
  if (written) items.push({ key: "files", label: t("docket.files"), children: <FilesTab docket={docket.id} /> });
  return items;
}

function Body({ answer }: { answer: Shown }) {
  const { t } = useSpeak();
  const [query, setQuery] = useSearchParams();
  const items = useTabs(answer);
  const tab = items.some((item) => item.key === query.get("tab")) ? query.get("tab") ?? "act" : "act";
  useEffect(() => {
    document.title = `${answer.docket.title || answer.docket.code} · ${t("product")}`;
  }, [answer.docket.title, answer.docket.code, t]);
  return (
    <>
      <DocketHead answer={answer} />
      <Tabs label={answer.docket.title || answer.docket.code} items={items} active={tab} onChange={(key) => setQuery({ tab: key })} />
    </>
  );
}

export function DocketPage() {
  const { docket: id = "" } = useParams();
  const answer = useDocket(id);
  if (answer.isPending) return <Loading />;
  if (answer.error && !answer.data) return <ProblemAlert error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data?.docket) return <Loading />;
  return <Body key={id} answer={answer.data as Shown} />;
}
