// A message to many: whom it reaches is shown before it is sent.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Checkbox, Form, Input, Select } from "antd";
import { useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { dockets } from "../../api/clients";
import { desk } from "../../api/desk";
import { RequestIds } from "../../form/requestId";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { LongText } from "../../ui/LongText";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { sayRole } from "../../words/roles";
import { STATES } from "../../words/states";
import "./messages.css";
import { words } from "./words";

const ROLES = ["pi", "institution", "recommender", "reviewer"];

type Filter = { machine: string; call: string; states: string[] };

/** A message is for a call or for states, never for everybody at once. */
const isNamed = (filter: Filter) => filter.call !== "" || filter.states.length > 0;

function Recipients({ filter, roles }: { filter: Filter; roles: string[] }) {
  const w = useWords(words);
  const preview = usePreview(filter, roles);
  if (!isNamed(filter) || roles.length === 0) return <p className="muted">{w("choose")}</p>;
  if (preview.error) return <ProblemAlert error={preview.error} />;
  if (!preview.data) return <p className="muted" role="status">…</p>;
  const { dockets: projects, people, names } = preview.data;
  if (people === 0) return <p>{w("nobody")}</p>;
  return (
    <div role="status" data-people={people}>
      <strong>{w("count", { dockets: projects, people })}</strong>
      <p className="muted" style={{ margin: "4px 0 0" }}>{names.join("、")}{people > names.length && ` ${w("others", { count: people })}`}</p>
    </div>
  );
}

function usePreview(filter: Filter, roles: string[]) {
  return useQuery({
    queryKey: ["message-preview", filter, roles], enabled: isNamed(filter) && roles.length > 0, retry: false, staleTime: 10_000, placeholderData: (old) => old,
    queryFn: () => desk.previewMessage({ filter, roles }),
  });
}

function useFilter() {
  const [query, setQuery] = useSearchParams();
  const filter: Filter = { machine: "project", call: query.get("call") ?? "", states: query.getAll("state") };
  const put = (change: Partial<Filter>) => {
    const next = { ...filter, ...change };
    const params = new URLSearchParams(next.states.map((state) => ["state", state]));
    if (next.call) params.set("call", next.call);
    setQuery(params, { replace: true });
  };
  return { filter, put };
}

export function Compose() {
  const w = useWords(words);
  const { language } = useSpeak();
  const { modal, message } = App.useApp();
  const queries = useQueryClient();
  const { filter, put } = useFilter();
  const [roles, setRoles] = useState<string[]>(["pi"]);
  const [form] = Form.useForm<{ subject: string; text: string }>();
  const ids = useRef(new RequestIds());
  const preview = usePreview(filter, roles);
  const calls = useQuery({ queryKey: ["calls", "filter"], staleTime: 60_000, queryFn: () => dockets.listDockets({ machine: "call", pageSize: 200 }) });
  const people = isNamed(filter) && roles.length > 0 ? preview.data?.people ?? 0 : 0;
  const send = useMutation({
    mutationFn: (written: { subject: string; text: string }) => {
      const body = { filter, roles, ...written };
      return desk.sendMessage({ ...body, requestId: ids.current.idFor(body) });
    },
    onSuccess: (sent) => {
      ids.current.done();
      form.resetFields();
      void message.success(w("sent", { people: sent.people }));
      void queries.invalidateQueries({ queryKey: ["messages"] });
    },
  });
  const ask = async (written: { subject: string; text: string }) => {
    const yes = await modal.confirm({
      title: w("confirm", { people }), content: w("confirmText", { subject: written.subject }), okText: w("send"), cancelText: w("cancel"),
    });
    if (yes) send.mutate(written);
  };
  const needs = (least: number, text: string) => [{ validator: (_: unknown, value?: string) => ((value?.trim().length ?? 0) < least ? Promise.reject(new Error(text)) : Promise.resolve()) }];
  return (
    <Card title={w("write")} label={w("write")}>
      <div className="message-filter">
        <div>
          <label htmlFor="message-call">{w("call")}</label>
          <Select id="message-call" allowClear showSearch={{ optionFilterProp: "label" }} placeholder={w("anyCall")} value={filter.call || undefined} style={{ width: "100%" }}
            options={calls.data?.dockets.map((call) => ({ value: call.id, label: call.title || call.code }))} onChange={(call?: string) => put({ call: call ?? "" })} />
        </div>
        <div>
          <label htmlFor="message-states">{w("states")}</label>
          <Select id="message-states" mode="multiple" allowClear showSearch={{ optionFilterProp: "label" }} placeholder={w("anyState")} value={filter.states} style={{ width: "100%" }}
            options={STATES.project.map((state) => ({ value: state.code, label: state[language] }))} onChange={(states: string[]) => put({ states })} />
        </div>
      </div>
      <fieldset className="message-roles">
        <legend>{w("roles")}</legend>
        <Checkbox.Group value={roles} onChange={setRoles} options={ROLES.map((role) => ({ value: role, label: sayRole(role, language) }))} />
      </fieldset>
      <section aria-label={w("whom")} className="message-whom"><Recipients filter={filter} roles={roles} /></section>
      <Form form={form} layout="vertical" name="message" requiredMark={false} disabled={send.isPending} onFinish={(written) => void ask(written)}>
        <Form.Item name="subject" label={w("subject")} rules={needs(2, w("needSubject"))}><Input maxLength={100} /></Form.Item>
        <Form.Item name="text" label={w("text")} rules={needs(2, w("needText"))}><Text /></Form.Item>
        {send.error && <div style={{ marginBottom: 16 }}><ProblemAlert error={send.error} /></div>}
        <Button type="primary" htmlType="submit" loading={send.isPending} disabled={people === 0}>{w("send")}</Button>
      </Form>
    </Card>
  );
}

/** The text of the message, as a field of the form. */
function Text({ id, value, onChange }: { id?: string; value?: string; onChange?: (text: string) => void }) {
  return <LongText id={id} rows={5} max={2000} count value={value} onChange={(text) => onChange?.(text)} />;
}
