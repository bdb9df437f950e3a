// Changes what is commissioned, its scope included, before it is sealed.

import { useState } from "react";
import { ActionForm } from "../../form/ActionForm";
import { CommissionService } from "../../gen/yanlu/review/v1/commission_pb";
import type { Docket, Receipt } from "../../gen/yanlu/docket/v1/docket_pb";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { Scope, type ScopeValue } from "./Scope";
import { factsOf, factText } from "./stage";
import { Unplaced } from "./Unplaced";
import { words } from "./words";

export function Revise({ docket, onDone, onCancel }: { docket: Docket; onDone: (receipt: Receipt) => void; onCancel: () => void }) {
  const w = useWords(words);
  const listed = factsOf(docket).commission?.applications;
  const [scope, setScope] = useState<ScopeValue>(Array.isArray(listed) && listed.length > 0 ? listed.map(String) : undefined);
  const text = (name: string) => factText(docket, "commission", name);
  return (
    <div style={{ maxWidth: 760 }}>
      <Card title={w("revise")}>
        <Scope call={docket.parent} value={scope} onChange={setScope} />
        <ActionForm
          method={CommissionService.method.reviseCommission} name={w("revise")} subject={{ id: docket.id, seq: docket.seq, title: docket.title || docket.code }}
          fixed={{ allApplications: scope === undefined, applications: scope ?? [] }} initial={{ mode: text("mode"), method: text("method"), blind: text("blind"), scope: text("scope") }}
          elsewhere={(_, outside) => <Unplaced violations={outside} />} onDone={onDone} onCancel={onCancel}
        />
      </Card>
    </div>
  );
}
