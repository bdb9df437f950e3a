// What lay before each gate, with the hash that proves it.

import { useQuery } from "@tanstack/react-query";
import { Collapse } from "antd";
import { dockets } from "../../api/clients";
import { ReadContent } from "../../draft/ReadContent";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/EmptyState";
import { FactList } from "../../ui/Facts";
import { Loading } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Time } from "../../ui/Time";
import type { Fact, Names } from "../../words/fact";
import { Compare } from "./Compare";
import { contentOf, sayKind, WRITTEN } from "./snapshotKinds";
import { useSnapshots } from "./useSnapshots";
import { words } from "./words";

export function SnapshotsTab({ docket, seq, names }: { docket: string; seq: bigint; names: Names }) {
  const { t, language } = useSpeak();
  const w = useWords(words);
  const list = useSnapshots(docket, seq);
  const form = useQuery({ queryKey: ["form", docket], staleTime: 60_000, retry: false, queryFn: () => dockets.getForm({ docket }) });
  if (list.isPending) return <Loading />;
  if (list.error) return <ProblemAlert error={list.error} />;
  if (list.data.snapshots.length === 0) return <EmptyState title={t("snapshot.none")} hint={t("snapshot.hint")} />;
  return (
    <div className="stack">
      <Card title={w("compare")} hint={t("snapshot.hint")}><Compare docket={docket} seq={seq} names={names} snapshots={list.data.snapshots} form={form.data} /></Card>
      <Collapse
        items={list.data.snapshots.map((snapshot) => ({
          key: snapshot.hash,
          label: <div><strong>{sayKind(snapshot.kind, language)}</strong> {t("snapshot.title", { seq: snapshot.seq.toString() })} <span className="muted small"><Time at={snapshot.at} /></span><div className="mono muted">{t("snapshot.hash")} {snapshot.hash}</div></div>,
          children: WRITTEN.has(snapshot.kind)
            ? <ReadContent form={form.data} content={contentOf(snapshot)} />
            : <div className="facts"><FactList facts={(snapshot.content ?? {}) as Record<string, Fact>} names={names} /></div>,
        }))}
      />
    </div>
  );
}
