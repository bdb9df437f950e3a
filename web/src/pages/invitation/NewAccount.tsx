// A new account for somebody who was invited.

import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useRef } from "react";
import { members } from "../../api/client/member";
import { RequestIds } from "../../form/requestId";
import type { SignInResponse } from "../../gen/yanlu/identity/v1/identity_pb";
import { useWords } from "../../i18n/words";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { words } from "./words";

type Values = { name: string; login: string; password: string; again: string; title?: string; degree?: string };
type Props = { secret: string; name: string; onAccepted: (answer: SignInResponse) => void };

const LOGIN = /^[a-z][a-z0-9._-]{1,49}$/;
const SHORTEST = 10;

export function NewAccount({ secret, name, onAccepted }: Props) {
  const w = useWords(words);
  const ids = useRef(new RequestIds());
  const accept = useMutation({
    mutationFn: ({ again: _again, ...account }: Values) => {
      const body = { ...account, secret };
      return members.acceptInvitation({ ...body, requestId: ids.current.idFor(body) });
    },
    onSuccess: onAccepted,
  });
  const required = (label: string) => ({ required: true, message: w("required", { label }) });
  return (
    <Form<Values> name="account" layout="vertical" requiredMark={false} initialValues={{ name }} onFinish={(values) => accept.mutate(values)}>
      <Form.Item name="name" label={w("name")} rules={[required(w("name"))]}><Input autoComplete="name" maxLength={100} /></Form.Item>
      <Form.Item name="login" label={w("login")} extra={w("loginHint")} normalize={(text: string) => text.trim().toLowerCase()} rules={[required(w("login")), { pattern: LOGIN, message: w("loginHint") }]}>
        <Input autoComplete="username" maxLength={50} />
      </Form.Item>
      <Form.Item name="password" label={w("password")} extra={w("passwordHint")} rules={[required(w("password")), { min: SHORTEST, message: w("passwordHint") }]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again" label={w("again")} dependencies={["password"]}
        rules={[required(w("again")), (form) => ({ validator: (_, value: string) => (!value || value === form.getFieldValue("password") ? Promise.resolve() : Promise.reject(new Error(w("differ")))) })]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item name="title" label={w("jobTitle")} extra={w("standing")}><Input maxLength={100} /></Form.Item>
      <Form.Item name="degree" label={w("degree")}><Input maxLength={100} /></Form.Item>
      {accept.error && <div style={{ marginBottom: 12 }}><ProblemAlert error={accept.error} /></div>}
      <Button type="primary" htmlType="submit" size="large" block loading={accept.isPending}>{w("create")}</Button>
    </Form>
  );
}
