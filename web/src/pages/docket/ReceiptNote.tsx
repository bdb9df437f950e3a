// The acknowledgement of an act, with its number where it has one.

import { Alert } from "antd";
import type { Receipt } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { Time } from "../../ui/Time";

export function ReceiptNote({ name, receipt, onClose }: { name: string; receipt: Receipt; onClose?: () => void }) {
  const { t } = useSpeak();
  return (
    <Alert
      type="success" showIcon closable={onClose ? { onClose } : undefined} title={t("action.done", { what: name })} data-receipt={receipt.number}
      description={(
        <div className="small">
          {receipt.number && <div>{t("action.receiptNumber")}：<strong className="mono" data-number>{receipt.number}</strong></div>}
          <div>{t("action.receiptSeq", { seq: receipt.seq.toString() })} · <Time at={receipt.at} /></div>
          <div className="mono muted">{t("action.receiptHash")} {receipt.hash}</div>
        </div>
      )}
    />
  );
}
