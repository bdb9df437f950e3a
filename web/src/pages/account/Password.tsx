// One’s own password.

import { useMutation } from "@tanstack/react-query";
import { App, Button, Form, Input } from "antd";
import { useRef } from "react";
import { identity } from "../../api/client/identity";
import { RequestIds } from "../../form/requestId";
import { useSpeak } from "../../i18n";
import { Card } from "../../ui/Card";
import { ProblemAlert } from "../../ui/ProblemAlert";

type Passwords = { oldPassword: string; newPassword: string };

const SHORTEST = 10;

export function Password() {
  const { t } = useSpeak();
  const { message } = App.useApp();
  const [form] = Form.useForm<Passwords>();
  const ids = useRef(new RequestIds());
  const change = useMutation({
    mutationFn: (values: Passwords) => identity.changePassword({ ...values, requestId: ids.current.idFor(values) }),
    onSuccess: () => {
      ids.current.done();
      form.resetFields();
      void message.success(t("auth.changed"));
    },
  });
  const required = (label: string) => ({ required: true, message: t("refusal.required", { label }) });
  return (
    <Card title={t("auth.change")}>
      <Form<Passwords> form={form} layout="vertical" name="password" requiredMark={false} style={{ maxWidth: 420 }} onFinish={(values) => change.mutate(values)}>
        <Form.Item name="oldPassword" label={t("auth.oldPassword")} rules={[required(t("auth.oldPassword"))]}><Input.Password autoComplete="current-password" /></Form.Item>
        <Form.Item name="newPassword" label={t("auth.newPassword")} rules={[required(t("auth.newPassword")), { min: SHORTEST, message: t("auth.newPassword") }]}><Input.Password autoComplete="new-password" /></Form.Item>
        {change.error && <div style={{ marginBottom: 12 }}><ProblemAlert error={change.error} /></div>}
        <Button htmlType="submit" type="primary" loading={change.isPending}>{t("auth.change")}</Button>
      </Form>
    </Card>
  );
}
