// The acknowledgement of an act, with its number where it has one.

import { useEffect, useRef } from "react";
import type { Receipt } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { Note } from "../../ui/Note";
import { Time } from "../../ui/Time";

export function ReceiptNote({ name, receipt, onClose }: { name: string; receipt: Receipt; onClose?: () => void }) {
  const { t } = useSpeak();
  const place = useRef<HTMLDivElement>(null);
  // The form that had the focus is gone: the answer stands in its place.
  useEffect(() => place.current?.focus(), [receipt]);
  return (
    <div ref={place} tabIndex={-1} data-receipt={receipt.number}><Note
      type="success" role="status" title={t("action.done", { what: name })}
      action={onClose && <button type="button" className="copy" aria-label={t("common.close")} onClick={onClose}>✕</button>}
      description={(
        <div className="small">
          {receipt.number && <div>{t("action.receiptNumber")}：<strong className="mono" data-number>{receipt.number}</strong></div>}
          <div>{t("action.receiptSeq", { seq: receipt.seq.toString() })} · <Time at={receipt.at} /></div>
          <div className="mono muted">{t("action.receiptHash")} {receipt.hash}</div>
        </div>
      )}
    /></div>
  );
}
