// What lay before each gate, with the hash that proves it.

import { useQuery } from "@tanstack/react-query";
import { Collapse, Empty } from "antd";
import { dockets } from "../../api/clients";
import type { Content } from "../../draft/merge";
import { ReadContent } from "../../draft/ReadContent";
import { showTime } from "../../format/time";
import { useSpeak } from "../../i18n";
import { FactList } from "../../ui/Facts";
import { Loading } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import type { Fact } from "../../words/fact";

/** Snapshots of what was written into a form; the others are records of an act. */
const WRITTEN = new Set(["application", "need"]);

const KINDS: Record<string, { zh: string; en: string }> = {
  application: { zh: "申报书", en: "Proposal" }, need: { zh: "需求", en: "Need" }, call: { zh: "批次", en: "Call" }, agreement: { zh: "任务书", en: "Agreement" },
  signed_agreement: { zh: "已签任务书", en: "Signed agreement" }, closure: { zh: "验收材料", en: "Closure materials" }, panel_report: { zh: "评审报告", en: "Panel report" },
  opinion: { zh: "评审意见", en: "Opinion" }, objection: { zh: "异议", en: "Objection" },
};

function sayKind(kind: string, language: "zh" | "en"): string {
  const [code = "", number = ""] = kind.split(":");
  return [KINDS[code]?.[language] ?? code, number].filter(Boolean).join(" ");
}

export function useSnapshots(docket: string, seq: bigint) {
  return useQuery({ queryKey: ["snapshots", docket, seq.toString()], retry: false, placeholderData: (old) => old, queryFn: () => dockets.listSnapshots({ docket }) });
}

/** What is written in a snapshot: its content where it wraps one, else the whole. */
export function contentOf(snapshot: { content?: unknown }): Content {
  const whole = (snapshot.content ?? {}) as Content;
  const inner = whole.content ?? whole.draft;
  return inner !== null && typeof inner === "object" && !Array.isArray(inner) ? inner : whole;
}

export function SnapshotsTab({ docket, seq }: { docket: string; seq: bigint }) {
  const { t, language } = useSpeak();
  const list = useSnapshots(docket, seq);
  const form = useQuery({ queryKey: ["form", docket], staleTime: 60_000, retry: false, queryFn: () => dockets.getForm({ docket }) });
  if (list.isPending) return <Loading />;
  if (list.error) return <ProblemAlert error={list.error} />;
  if (list.data.snapshots.length === 0) return <Empty description={t("snapshot.none")} />;
  return (
    <div className="stack">
      <p className="muted">{t("snapshot.hint")}</p>
      <Collapse
        items={list.data.snapshots.map((snapshot) => ({
          key: snapshot.hash,
          label: <div><strong>{sayKind(snapshot.kind, language)}</strong> {t("snapshot.title", { seq: snapshot.seq.toString() })} <span className="muted small">{showTime(snapshot.at)}</span><div className="mono muted">{t("snapshot.hash")} {snapshot.hash}</div></div>,
          children: WRITTEN.has(snapshot.kind)
            ? <ReadContent form={form.data} content={contentOf(snapshot)} />
            : <div className="facts"><FactList facts={(snapshot.content ?? {}) as Record<string, Fact>} /></div>,
        }))}
      />
    </div>
  );
}
