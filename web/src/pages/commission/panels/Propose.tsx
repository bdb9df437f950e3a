// Has the system match experts to applications.

import { App } from "antd";
import { ActionForm } from "../../../form/ActionForm";
import { CommissionService } from "../../../gen/yanlu/review/v1/commission_pb";
import type { Docket } from "../../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../../i18n";
import { useWords } from "../../../i18n/words";
import { Card } from "../../../ui/Card";
import { useRefresh } from "../../docket/useDocket";
import { Unplaced } from "../Unplaced";
import { words } from "./words";

export function Propose({ docket, again = false, minLoad, onDone }: { docket: Docket; again?: boolean; minLoad?: number; onDone?: () => void }) {
  const w = useWords(words);
  const { t } = useSpeak();
  const { message } = App.useApp();
  const refresh = useRefresh();
  const name = w(again ? "proposeAgain" : "propose");
  return (
    <Card title={name} hint={`${w("noneMatch")}${w("floorsHint")}`}>
      <ActionForm
        method={CommissionService.method.proposePanels} name={name} subject={{ id: docket.id, seq: docket.seq, title: docket.title }} initial={{ raiseWorst: true, ...(minLoad && { minLoad: String(minLoad) }) }}
        elsewhere={(_, outside) => <Unplaced violations={outside} />}
        onDone={() => {
          void message.success(t("action.done", { what: name }));
          void refresh();
          onDone?.();
        }}
      />
    </Card>
  );
}
