// Two people changed the same field: both texts side by side, one choice for each.

import { Modal, Radio } from "antd";
import { useEffect, useState } from "react";
import { showTime } from "../format/time";
import type { FormField } from "../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../i18n";
import { showValue } from "./field";
import type { Stale } from "./keeper";

type Props = { stale: Stale | undefined; fields: Map<string, FormField>; onChoose: (theirs: Set<string>) => void };

export function MergeDialog({ stale, fields, onChoose }: Props) {
  const { t, say, language } = useSpeak();
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => setTheirs(new Set()), [stale]);
  if (!stale) return null;
  const take = (field: string, which: "mine" | "theirs") => {
    const next = new Set(theirs);
    if (which === "theirs") next.add(field);
    else next.delete(field);
    setTheirs(next);
  };
  const facts = {
    who: stale.theirs.savedBy || t("draft.someone"), version: stale.theirs.version.toString(), time: showTime(stale.theirs.savedAt),
  };
  return (
    <Modal
      open title={t("draft.staleTitle")} width={820} closable={false} mask={{ closable: false }} keyboard={false}
      okText={t("draft.apply")} cancelButtonProps={{ style: { display: "none" } }} onOk={() => onChoose(new Set(theirs))}
    >
      <p>{t("draft.staleHint", facts)}</p>
      <div className="card-list">
        {stale.result.clashes.map((clash) => {
          const field = fields.get(clash.field);
          const label = field ? say(field.zh, field.en) : clash.field;
          return (
            <fieldset key={clash.field} className="item" style={{ margin: 0 }}>
              <legend className="field-label" style={{ float: "left", width: "100%" }}>{label}</legend>
              <Radio.Group
                value={theirs.has(clash.field) ? "theirs" : "mine"} aria-label={label} style={{ width: "100%", display: "grid", gap: 12, clear: "both" }}
                onChange={(e) => take(clash.field, e.target.value as "mine" | "theirs")}
              >
                {(["mine", "theirs"] as const).map((which) => (
                  <Radio key={which} value={which}>
                    <strong>{t(`draft.${which}`)}</strong>
                    <div className="pre">{showValue(field, clash[which], language) || t("draft.blank")}</div>
                  </Radio>
                ))}
              </Radio.Group>
            </fieldset>
          );
        })}
      </div>
    </Modal>
  );
}
