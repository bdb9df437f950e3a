// The form of one verb, drawn from its request message, and its submission.

import type { DescMethodUnary } from "@bufbuild/protobuf";
import { App, Button, Form } from "antd";
import { useMemo, useRef, useState, type ReactNode } from "react";
import { problemOf, type Problem } from "../api/problem";
import { submit } from "../api/submit";
import type { Receipt } from "../gen/yanlu/docket/v1/docket_pb";
import { Kind } from "../gen/yanlu/form/v1/form_pb";
import { useSpeak } from "../i18n";
import { ProblemAlert } from "../ui/ProblemAlert";
import { ActionContext } from "./context";
import { FieldInput } from "./FieldInput";
import { RequestIds } from "./requestId";
import { eventOf, fieldOfViolation, isIrreversible, machineOf, specOf, type FieldSpec } from "./spec";
import { forgetTyped, keepTyped, recallTyped } from "./typed";
import { convert, type FormValues } from "./values";

export type Subject = { id: string; seq: bigint; title: string };

type Props = {
  method: DescMethodUnary;
  /** What the action is called. */
  name: string;
  /** The subject acted on; none when the verb makes a new one. */
  subject?: Subject;
  irreversible?: boolean;
  initial?: FormValues;
  /** Fields that are settled by the page and not asked for. */
  fixed?: FormValues;
  /** Told of every change by a page that keeps the values itself; otherwise the tab keeps them. */
  onTyped?: (values: FormValues) => void;
  onDone: (receipt: Receipt) => void;
  onRefused?: (problem: Problem) => void;
  onCancel?: () => void;
  /** Shows what a violation outside this form points at. */
  elsewhere?: (problem: Problem, outside: Problem["violations"]) => ReactNode;
};

function useSubmission({ method, subject, fixed = {} }: Props, specs: FieldSpec[]) {
  const ids = useRef(new RequestIds());
  return async (values: FormValues): Promise<Receipt> => {
    const { fields } = convert(specs, { ...values, ...fixed });
    const body = subject ? { docket: subject.id, etag: subject.seq, ...fields } : fields;
    const receipt = await submit(method, { ...body, requestId: ids.current.idFor(body) });
    ids.current.done();
    return receipt;
  };
}

function useConfirm() {
  const { modal } = App.useApp();
  const { t } = useSpeak();
  return (what: string, title: string) =>
    modal.confirm({
      title: t("action.confirmTitle", { what }), content: t("action.consequence", { what, title }),
      okText: t("action.confirmOk"), cancelText: t("common.cancel"), okButtonProps: { danger: true },
    });
}

export function ActionForm(props: Props) {
  const { method, name, subject, initial, fixed = {}, onTyped, onDone, onRefused, onCancel, elsewhere } = props;
  const { t, say, language } = useSpeak();
  const [form] = Form.useForm<FormValues>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const specs = useMemo(() => specOf(method.input), [method]);
  const asked = specs.filter((spec) => !(spec.local in fixed));
  const place = `${subject?.id ?? "new"}.${method.name}`;
  const start = useMemo(() => ({ ...initial, ...(onTyped ? {} : recallTyped(place)) }), [place]);
  const send = useSubmission(props, specs);
  const confirm = useConfirm();

  const mark = (texts: Map<string, string[]>) =>
    form.setFields(asked.map((spec) => ({ name: spec.local, errors: texts.get(spec.local) ?? [] })));

  const refuse = (cause: unknown) => {
    const problem = problemOf(cause);
    const texts = new Map<string, string[]>();
    for (const violation of problem.violations) {
      const spec = fieldOfViolation(violation.field, asked);
      if (spec) texts.set(spec.local, [...(texts.get(spec.local) ?? []), violation[language]]);
    }
    mark(texts);
    setError(cause);
    onRefused?.(problem);
  };

  const finish = async (values: FormValues) => {
    const { refusals } = convert(specs, { ...values, ...fixed });
    const wrong = asked.filter((spec) => refusals[spec.local]);
    mark(new Map(wrong.map((spec) => [spec.local, [t(`refusal.${refusals[spec.local]}`, { label: say(spec.zh, spec.en) })]])));
    setError(undefined);
    const first = wrong[0];
    if (first) return void form.focusField(first.local);
    if ((props.irreversible ?? isIrreversible(method)) && !(await confirm(name, subject?.title ?? ""))) return;
    setBusy(true);
    try {
      const receipt = await send(values);
      forgetTyped(place);
      onDone(receipt);
    } catch (cause) {
      refuse(cause);
    } finally {
      setBusy(false);
    }
  };

  const outside = error ? problemOf(error).violations.filter((v) => !fieldOfViolation(v.field, asked)) : [];
  return (
    <ActionContext.Provider value={{ docket: subject?.id, machine: machineOf(method), event: eventOf(method) }}>
      <Form<FormValues>
        form={form} layout="vertical" name={method.name} initialValues={start} requiredMark={false} disabled={busy}
        onValuesChange={(_, values) => (onTyped ? onTyped(values) : keepTyped(place, values))} onFinish={(values) => void finish(values)}
      >
        {asked.length === 0 && <p className="muted">{t("action.noFields")}</p>}
        {asked.map((spec) => (
          <Form.Item key={spec.local} name={spec.local} label={spec.kind === Kind.BOOL ? undefined : <Label spec={spec} />}>
            <FieldInput spec={spec} />
          </Form.Item>
        ))}
        {error !== undefined && (
          <div style={{ marginBottom: 16 }}>
            <ProblemAlert error={error} violations={false}>{outside.length > 0 && elsewhere?.(problemOf(error), outside)}</ProblemAlert>
          </div>
        )}
        <div className="row">
          <Button type="primary" htmlType="submit" loading={busy}>{name}</Button>
          {onCancel && <Button onClick={onCancel} disabled={busy}>{t("common.cancel")}</Button>}
        </div>
      </Form>
    </ActionContext.Provider>
  );
}

function Label({ spec }: { spec: FieldSpec }) {
  const { t, say } = useSpeak();
  return <>{say(spec.zh, spec.en)}{spec.required ? <span className="field-mark" aria-hidden>*</span> : <span className="muted small">&nbsp;（{t("common.optional")}）</span>}</>;
}
