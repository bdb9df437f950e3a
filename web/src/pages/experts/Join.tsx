// Somebody new opens an account and goes on to the file.

import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useRef } from "react";
import { Link, Navigate, useNavigate } from "react-router";
import { members } from "../../api/client/member";
import { useChangeSession, useSession } from "../../app/session";
import { RequestIds } from "../../form/requestId";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { useRequired } from "./FileForm";
import { words } from "./words";
import "../team/people.css";

type Values = { name: string; email: string; login: string; password: string };
const LOGIN = /^[a-z][a-z0-9._-]{1,49}$/;
const SHORTEST = 10;
const NEXT = "/experts/mine";

export function Join() {
  const w = useWords(words);
  const required = useRequired();
  const go = useNavigate();
  const change = useChangeSession();
  const { me } = useSession();
  const ids = useRef(new RequestIds());
  const open = useMutation({
    mutationFn: (values: Values) => members.openAccount({ ...values, requestId: ids.current.idFor(values) }),
    onSuccess: async (answer) => {
      change(answer.me ?? null);
      await go(NEXT, { replace: true });
    },
  });
  if (me) return <Navigate to={NEXT} replace />;
  return (
    <div className="invitation-page">
      <Page title={w("joinTitle")} hint={w("joinHint")}>
        <Card>
          <Form<Values> name="join" layout="vertical" requiredMark={false} onFinish={(values) => open.mutate(values)}>
            <Form.Item name="name" label={w("name")} rules={[required("name")]}><Input autoComplete="name" maxLength={100} /></Form.Item>
            <Form.Item name="email" label={w("email")} rules={[required("email")]}><Input autoComplete="email" maxLength={200} /></Form.Item>
            <Form.Item name="login" label={w("login")} extra={w("loginHint")} normalize={(text: string) => text.trim().toLowerCase()} rules={[required("login"), { pattern: LOGIN, message: w("loginHint") }]}><Input autoComplete="username" maxLength={50} /></Form.Item>
            <Form.Item name="password" label={w("password")} extra={w("passwordHint")} rules={[required("password"), { min: SHORTEST, message: w("passwordHint") }]}><Input.Password autoComplete="new-password" /></Form.Item>
            {open.error && <div style={{ marginBottom: 12 }}><ProblemAlert error={open.error} /></div>}
            <Button type="primary" htmlType="submit" size="large" block loading={open.isPending}>{w("joinSend")}</Button>
          </Form>
        </Card>
        <p><Link to={`/sign-in?next=${NEXT}`}>{w("haveAccount")}</Link></p>
      </Page>
    </div>
  );
}
