// API tokens: made once, shown once, revoked when no longer needed.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input, InputNumber } from "antd";
import { useRef } from "react";
import { identity } from "../../api/client/identity";
import { RequestIds } from "../../form/requestId";
import { dateOf } from "../../format/time";
import type { Token } from "../../gen/yanlu/identity/v1/identity_pb";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/EmptyState";
import { Loading } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Time } from "../../ui/Time";
import { CopySecret } from "../team/CopySecret";
import { words } from "./words";

type Values = { name: string; days: number };
const DAYS = 90;
const LONGEST = 366;

function Make() {
  const w = useWords(words);
  const queries = useQueryClient();
  const ids = useRef(new RequestIds());
  const make = useMutation({
    mutationFn: (values: Values) => identity.createToken({ ...values, requestId: ids.current.idFor(values) }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["tokens"] }),
  });
  const again = () => {
    ids.current.done();
    make.reset();
  };
  if (make.data?.token) {
    return (
      <div className="stack">
        <p>{w("tokenOnce")}</p>
        <CopySecret secret={make.data.token} label={w("token")} copy={w("copy")} copied={w("copied")} />
        <Button onClick={again}>{w("done")}</Button>
      </div>
    );
  }
  return (
    <Form<Values> name="token" layout="vertical" requiredMark={false} className="people-form" initialValues={{ days: DAYS }} onFinish={(values) => make.mutate(values)}>
      <Form.Item name="name" label={w("tokenName")} rules={[{ required: true, whitespace: true, message: w("required", { label: w("tokenName") }) }]}><Input maxLength={100} autoComplete="off" /></Form.Item>
      <Form.Item name="days" label={w("days")} rules={[{ required: true, message: w("required", { label: w("days") }) }]}><InputNumber min={1} max={LONGEST} precision={0} /></Form.Item>
      <div className="whole stack">
        {make.error && <ProblemAlert error={make.error} />}
        <Button type="primary" htmlType="submit" loading={make.isPending}>{w("create")}</Button>
      </div>
    </Form>
  );
}

function Row({ token }: { token: Token }) {
  const w = useWords(words);
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const ids = useRef(new RequestIds());
  const revoke = useMutation({
    mutationFn: () => identity.revokeToken({ id: token.id, requestId: ids.current.idFor(token.id) }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["tokens"] });
      void message.success(w("revoked"));
    },
  });
  const over = (dateOf(token.expiresAt)?.getTime() ?? 0) <= Date.now();
  const status = token.revoked ? "revoked" : over ? "expired" : "valid";
  const ask = () => void modal.confirm({
    title: w("revokeTitle", { name: token.name }), content: w("revokeHint"), okText: w("revoke"), cancelText: w("cancel"), okButtonProps: { danger: true },
    onOk: () => revoke.mutateAsync().catch(() => undefined),
  });
  return (
    <li data-token={token.id}>
      <div className="people-who"><strong>{token.name}</strong></div>
      <div className="people-what muted small">
        <div>{w("expires")} <Time at={token.expiresAt} /></div>
        <div>{token.usedAt ? <>{w("used")} <Time at={token.usedAt} /></> : w("never")}</div>
        {revoke.error && <ProblemAlert error={revoke.error} />}
      </div>
      <div className="people-end">
        <span className="status-tag" data-status={status === "valid" ? "running" : status}>{w(status)}</span>
        {status === "valid" && <Button danger aria-label={w("revokeOf", { name: token.name })} loading={revoke.isPending} onClick={ask}>{w("revoke")}</Button>}
      </div>
    </li>
  );
}

export function Tokens() {
  const w = useWords(words);
  const list = useQuery({ queryKey: ["tokens"], queryFn: () => identity.listTokens({}) });
  return (
    <div className="stack">
      <Card title={w("tokensTitle")} hint={w("tokensHint")}><Make /></Card>
      {list.isPending && <Loading />}
      {list.error && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.tokens.length === 0 && <EmptyState title={w("noTokens")} />}
      {(list.data?.tokens.length ?? 0) > 0 && <Card label={w("tokensTitle")}><ul className="people">{list.data?.tokens.map((one) => <Row key={one.id} token={one} />)}</ul></Card>}
    </div>
  );
}
