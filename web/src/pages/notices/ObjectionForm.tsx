// The form to object, drawn with the component library: loaded when somebody objects.

import { Library } from "../../app/Library";
import { ActionForm } from "../../form/ActionForm";
import { AwardService, type Notice } from "../../gen/yanlu/award/v1/award_pb";
import type { Receipt } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";

export function ObjectionForm({ notice, onFiled }: { notice: Notice; onFiled: (receipt: Receipt) => void }) {
  const { t } = useSpeak();
  return (
    <Library>
      <ActionForm
        method={AwardService.method.fileObjection} name={t("notices.object")} irreversible={false}
        subject={{ id: notice.docket, seq: 0n, title: notice.title }} onDone={onFiled}
      />
    </Library>
  );
}
