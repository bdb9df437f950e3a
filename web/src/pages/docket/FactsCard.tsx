// What is on file, as far as the reader may see it.

import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { Card } from "../../ui/Card";
import { Facts } from "../../ui/Facts";
import type { Fact } from "../../words/fact";

export function FactsCard({ docket }: { docket: Docket }) {
  const { t } = useSpeak();
  return <Card title={t("docket.facts")}><Facts facts={docket.facts as Record<string, Fact> | undefined} names={docket.names} /></Card>;
}
