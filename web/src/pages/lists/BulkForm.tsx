// The fields of a verb that is carried out for many, and the run itself.

import type { DescMethodUnary } from "@bufbuild/protobuf";
import { Alert, Button, Form } from "antd";
import { useMemo, useState } from "react";
import { dockets } from "../../api/client/docket";
import { submit } from "../../api/submit";
import { ActionContext } from "../../form/context";
import { FieldInput } from "../../form/FieldInput";
import { eventOf, machineOf, specOf } from "../../form/spec";
import { convert, type FormValues } from "../../form/values";
import { Kind } from "../../gen/yanlu/form/v1/form_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { BulkResult } from "./BulkResult";
import { BulkRun, type Item, type Offer, type Outcome } from "./bulk";
import { words } from "./words";

type Props = {
  offer: Offer; method: DescMethodUnary; items: Item[];
  onBack: () => void; onBusy: (busy: boolean) => void; onDone: (ids: readonly string[]) => void; onClose: () => void;
};

async function fresh(id: string): Promise<Item> {
  const { docket } = await dockets.getDocket({ docket: id });
  if (!docket) throw new TypeError("an answer without its docket");
  return docket;
}

export function BulkForm({ offer, method, items, onBack, onBusy, onDone, onClose }: Props) {
  const w = useWords(words);
  const { t, say } = useSpeak();
  const [form] = Form.useForm<FormValues>();
  const [run, setRun] = useState<BulkRun>();
  const [seen, setSeen] = useState<{ outcomes: readonly Outcome[]; running: boolean }>();
  const specs = useMemo(() => specOf(method.input), [method]);
  const name = say(offer.zh, offer.en);

  const changed = (outcomes: readonly Outcome[], running: boolean) => {
    setSeen({ outcomes, running });
    onBusy(running);
    if (!running) onDone(outcomes.filter((one) => one.status === "done").map((one) => one.item.id));
  };
  const start = (values: FormValues) => {
    const { fields, refusals } = convert(specs, values);
    const wrong = specs.filter((spec) => refusals[spec.local]);
    form.setFields(specs.map((spec) => ({ name: spec.local, errors: refusals[spec.local] ? [t(`refusal.${refusals[spec.local]}`, { label: say(spec.zh, spec.en) })] : [] })));
    const first = wrong[0];
    if (first) return void form.focusField(first.local);
    const made = new BulkRun(items, (item, requestId) => submit(method, { ...fields, docket: item.id, etag: item.seq, requestId }), fresh, changed);
    setRun(made);
    void made.run();
  };
  if (run && seen) return <BulkResult name={name} outcomes={seen.outcomes} running={seen.running} run={run} onClose={onClose} />;
  return (
    <ActionContext.Provider value={{ docket: items[0]?.id, machine: machineOf(method), event: eventOf(method) }}>
      <Form<FormValues> form={form} layout="vertical" name={`bulk-${method.name}`} requiredMark={false} onFinish={start}>
        <p className="muted">{specs.length > 0 ? w("bulkFields") : t("action.noFields")}</p>
        {specs.map((spec) => (
          <Form.Item key={spec.local} name={spec.local} label={spec.kind === Kind.BOOL ? undefined : <>{say(spec.zh, spec.en)}{spec.required ? <span className="field-mark" aria-hidden>*</span> : <span className="muted small">&nbsp;（{t("common.optional")}）</span>}</>}>
            <FieldInput spec={spec} />
          </Form.Item>
        ))}
        {offer.irreversible && <Alert type="warning" showIcon title={w("bulkConfirm", { what: name, count: items.length })} className="bulk-warning" />}
        <div className="row">
          <Button type="primary" danger={offer.irreversible} htmlType="submit" data-bulk-run>{w("bulkRun", { what: name, count: items.length })}</Button>
          <Button onClick={onBack}>{w("bulkBack")}</Button>
        </div>
      </Form>
    </ActionContext.Provider>
  );
}
