// Who is invited to what; answered by a link that is shown once.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox, Form, Input, InputNumber, Select } from "antd";
import { useRef } from "react";
import { members } from "../../api/client/member";
import { programmes } from "../../api/client/programme";
import { RequestIds } from "../../form/requestId";
import type { Invitation, ListMembersResponse } from "../../gen/yanlu/identity/v1/member_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { SaidTime } from "../../ui/SaidTime";
import { CopySecret } from "./CopySecret";
import { roleName } from "./roleName";
import { words } from "./words";

type Values = { name: string; email?: string; roles: string[]; days: number; call?: string };
const DAYS = 14;
const LONGEST = 60;
/** Calls that people can be led to. */
const INVITED = new Set(["PUBLISHED", "OPEN"]);

function Link({ invitation, onDone }: { invitation: Invitation; onDone: () => void }) {
  const w = useWords(words);
  return (
    <div className="stack" role="group" aria-label={w("link")}>
      <p><SaidTime at={invitation.expiresAt}>{(time) => w("linkHint", { name: invitation.name, time })}</SaidTime></p>
      <CopySecret secret={`${window.location.origin}/invitation#${invitation.secret}`} label={w("link")} copy={w("copy")} copied={w("copied")} />
      <Button onClick={onDone}>{w("done")}</Button>
    </div>
  );
}

export function InviteForm({ team, onDone }: { team: ListMembersResponse; onDone: () => void }) {
  const w = useWords(words);
  const { language } = useSpeak();
  const [form] = Form.useForm<Values>();
  const roles = Form.useWatch("roles", form);
  const ids = useRef(new RequestIds());
  const queries = useQueryClient();
  const calls = useQuery({ queryKey: ["calls", "to-invite"], queryFn: () => programmes.listCalls({ pageSize: 100 }) });
  const open = (calls.data?.calls ?? []).filter((one) => INVITED.has(one.state));
  const invite = useMutation({
    mutationFn: (values: Values) => {
      const body = { ...values, organisation: team.organisation };
      return members.inviteMember({ ...body, requestId: ids.current.idFor(body) });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["invitations"] }),
  });
  if (invite.data) return <Link invitation={invite.data} onDone={onDone} />;
  const required = (label: string) => ({ required: true, whitespace: true, message: w("required", { label }) });
  const leads = roles?.includes("pi") && open.length > 0;
  return (
    <Form<Values>
      form={form} name="invite" layout="vertical" requiredMark={false} className="people-form" onFinish={(values) => invite.mutate(values)}
      initialValues={{ days: DAYS, roles: team.grantable.slice(0, 1) }}
    >
      <Form.Item name="name" label={w("name")} rules={[required(w("name"))]}><Input autoComplete="off" maxLength={100} /></Form.Item>
      <Form.Item name="email" label={w("email")}><Input type="email" autoComplete="off" maxLength={200} /></Form.Item>
      <Form.Item name="roles" label={w("roles")} rules={[{ validator: (_, list?: string[]) => (list?.length ? Promise.resolve() : Promise.reject(new Error(w("pickRole")))) }]}>
        <Checkbox.Group options={team.grantable.map((role) => ({ value: role, label: roleName(team, role, language) }))} />
      </Form.Item>
      <Form.Item name="days" label={w("days")}><InputNumber min={1} max={LONGEST} precision={0} /></Form.Item>
      {leads && (
        <Form.Item name="call" label={w("call")} className="whole">
          <Select allowClear showSearch={{ optionFilterProp: "label" }} options={open.map((one) => ({ value: one.id, label: one.title }))} />
        </Form.Item>
      )}
      <div className="whole stack">
        {invite.error && <ProblemAlert error={invite.error} />}
        <div className="row">
          <Button type="primary" htmlType="submit" loading={invite.isPending}>{w("create")}</Button>
          <Button onClick={onDone}>{w("cancel")}</Button>
        </div>
      </div>
    </Form>
  );
}
