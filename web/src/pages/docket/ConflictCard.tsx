// Anybody who acts on a subject may stand aside from it.

import { useMutation } from "@tanstack/react-query";
import { App, Button, Form, Input } from "antd";
import { useRef } from "react";
import { dockets } from "../../api/clients";
import { RequestIds } from "../../form/requestId";
import { useSpeak } from "../../i18n";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { useRefresh } from "./useDocket";

type Declared = { ground: string; evidence?: string };

export function ConflictCard({ docket }: { docket: string }) {
  const { t } = useSpeak();
  const { message } = App.useApp();
  const refresh = useRefresh();
  const ids = useRef(new RequestIds());
  const declare = useMutation({
    mutationFn: (values: Declared) => dockets.declareConflict({ ...values, docket, requestId: ids.current.idFor(values) }),
    onSuccess: () => {
      ids.current.done();
      void message.success(t("docket.conflictDone"));
      void refresh();
    },
  });
  return (
    <details className="item">
      <summary>{t("docket.conflict")}</summary>
      <p className="muted small">{t("docket.conflictHint")}</p>
      <Form<Declared> layout="vertical" name="conflict" requiredMark={false} onFinish={(values) => declare.mutate(values)}>
        <Form.Item name="ground" label={t("docket.conflictGround")} rules={[{ required: true, message: t("refusal.required", { label: t("docket.conflictGround") }) }]}><Input maxLength={200} /></Form.Item>
        <Form.Item name="evidence" label={t("docket.conflictEvidence")}><Input.TextArea maxLength={5000} /></Form.Item>
        {declare.error && <ProblemAlert error={declare.error} />}
        <Button htmlType="submit" danger loading={declare.isPending}>{t("docket.conflict")}</Button>
      </Form>
    </details>
  );
}
