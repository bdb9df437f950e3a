// Names a colleague who acts in one’s roles for some days.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Checkbox, Form, Input, Select } from "antd";
import { useRef } from "react";
import { members } from "../../api/client/member";
import { useSession } from "../../app/session";
import { RequestIds } from "../../form/requestId";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { endOf, startOf, today } from "./days";
import { words } from "./words";

type Values = { organisation: string; deputy: string; roles: string[]; from: string; until: string; reason: string };
/** Roles of a person and not of a post; the server has the last word. */
const PERSONAL = new Set(["pi", "reviewer", "chair", "admin"]);

export function StandInForm() {
  const w = useWords(words);
  const { say } = useSpeak();
  const { me } = useSession();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const ids = useRef(new RequestIds());
  const [form] = Form.useForm<Values>();
  const grants = (me?.roles ?? []).filter((grant) => !PERSONAL.has(grant.role));
  const organisations = [...new Map(grants.map((grant) => [grant.organisation, grant.organisationName]))];
  const chosen = Form.useWatch("organisation", form) ?? organisations[0]?.[0] ?? "";
  const there = grants.filter((grant) => grant.organisation === chosen);
  const team = useQuery({ queryKey: ["team", chosen], queryFn: () => members.listMembers({ organisation: chosen }), enabled: chosen !== "" });
  const set = useMutation({
    mutationFn: ({ from, until, ...values }: Values) => {
      const id = ids.current.idFor({ ...values, from, until });
      return members.setStandIn({ ...values, from: startOf(from), until: endOf(until), requestId: id });
    },
    onSuccess: async () => {
      ids.current.done();
      form.resetFields();
      await queries.invalidateQueries({ queryKey: ["stand-ins"] });
      void message.success(w("setDone"));
    },
  });
  if (organisations.length === 0) return <Card title={w("standInTitle")} hint={w("standInHint")}><p className="muted">{w("nothingToHand")}</p></Card>;
  const required = (label: string) => ({ required: true, message: w("required", { label }) });
  return (
    <Card title={w("standInTitle")} hint={w("standInHint")}>
      <Form<Values>
        form={form} name="standin" layout="vertical" requiredMark={false} className="people-form" onFinish={(values) => set.mutate(values)}
        initialValues={{ organisation: organisations[0]?.[0], roles: there.map((grant) => grant.role), from: today(), until: today() }}
      >
        <Form.Item name="organisation" label={w("inOrganisation")} hidden={organisations.length < 2}>
          <Select options={organisations.map(([value, label]) => ({ value, label }))} onChange={(value: string) => form.setFieldsValue({ deputy: undefined, roles: grants.filter((grant) => grant.organisation === value).map((grant) => grant.role) })} />
        </Form.Item>
        <Form.Item name="deputy" label={w("deputy")} rules={[required(w("deputy"))]}>
          <Select
            showSearch={{ optionFilterProp: "label" }} loading={team.isFetching}
            options={team.data?.members.filter((one) => one.person !== me?.person).map((one) => ({ value: one.person, label: [one.name, ...one.roles.map((grant) => say(grant.roleZh, grant.roleEn))].join(" · ") }))}
          />
        </Form.Item>
        <Form.Item name="roles" label={w("handed")} rules={[{ validator: (_, list?: string[]) => (list?.length ? Promise.resolve() : Promise.reject(new Error(w("required", { label: w("handed") })))) }]}>
          <Checkbox.Group options={there.map((grant) => ({ value: grant.role, label: say(grant.roleZh, grant.roleEn) }))} />
        </Form.Item>
        <Form.Item name="from" label={w("from")} rules={[required(w("from"))]}><Input type="date" min={today()} /></Form.Item>
        <Form.Item
          name="until" label={w("until")} dependencies={["from"]}
          rules={[required(w("until")), ({ getFieldValue }) => ({ validator: (_, value: string) => (!value || value >= String(getFieldValue("from")) ? Promise.resolve() : Promise.reject(new Error(w("untilBeforeFrom")))) })]}
        >
          <Input type="date" min={today()} />
        </Form.Item>
        <Form.Item name="reason" label={w("reason")} className="whole" rules={[{ required: true, whitespace: true, min: 2, message: w("required", { label: w("reason") }) }]}><Input maxLength={500} /></Form.Item>
        <div className="whole stack">
          {(set.error ?? team.error) && <ProblemAlert error={set.error ?? team.error} />}
          <Button type="primary" htmlType="submit" loading={set.isPending}>{w("set")}</Button>
        </div>
      </Form>
    </Card>
  );
}
