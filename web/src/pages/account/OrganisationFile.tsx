// What is on file of the organisation: to be read by its people, kept by those who manage it.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input, InputNumber } from "antd";
import { useRef } from "react";
import { members } from "../../api/client/member";
import { RequestIds } from "../../form/requestId";
import type { Profile } from "../../gen/yanlu/identity/v1/member_pb";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { COUNTS, merged, ORGANISATION_MORE } from "./more";
import { words } from "./words";

type Values = { address: string; more: Record<string, string | number | null> };

function Read({ profile }: { profile: Profile }) {
  const w = useWords(words);
  return (
    <div className="facts">
      <dl>
        <dt>{w("uscc")}</dt><dd className="mono">{profile.organisation?.uscc}</dd>
        <dt>{w("address")}</dt><dd>{profile.address || <span className="muted">{w("none")}</span>}</dd>
        {ORGANISATION_MORE.map((name) => {
          const value = profile.organisationMore?.[name];
          return [<dt key={name}>{w(name)}</dt>, <dd key={`${name}-value`} className="pre">{value === undefined ? <span className="muted">{w("none")}</span> : String(value)}</dd>];
        })}
      </dl>
    </div>
  );
}

function Write({ profile }: { profile: Profile }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const ids = useRef(new RequestIds());
  const save = useMutation({
    mutationFn: ({ address, more }: Values) => {
      const body = { organisation: profile.organisation?.id ?? "", address, more: merged(profile.organisationMore, more) };
      return members.saveOrganisationProfile({ ...body, requestId: ids.current.idFor(body) });
    },
    onSuccess: async () => {
      ids.current.done();
      await queries.invalidateQueries({ queryKey: ["profile"] });
      void message.success(w("saved"));
    },
  });
  return (
    <Form<Values> name="organisation" layout="vertical" className="people-form" initialValues={{ address: profile.address, more: profile.organisationMore ?? {} }} onFinish={(values) => save.mutate(values)}>
      <Form.Item name="address" label={w("address")} className="whole"><Input maxLength={300} /></Form.Item>
      {ORGANISATION_MORE.map((name) => (
        <Form.Item key={name} name={["more", name]} label={w(name)} className={name === "introduction" ? "whole" : undefined}>
          {name === "introduction" ? <Input.TextArea rows={4} maxLength={4000} /> : COUNTS.has(name) ? <InputNumber min={0} style={{ width: "100%" }} /> : <Input maxLength={200} />}
        </Form.Item>
      ))}
      <div className="whole stack">
        {save.error && <ProblemAlert error={save.error} />}
        <Button type="primary" htmlType="submit" loading={save.isPending}>{w("save")}</Button>
      </div>
    </Form>
  );
}

export function OrganisationFile({ profile, mayWrite }: { profile: Profile; mayWrite: boolean }) {
  const w = useWords(words);
  return (
    <Card title={w("organisation", { name: profile.organisation?.name ?? "" })} hint={w(mayWrite ? "organisationHint" : "organisationRead")}>
      {mayWrite ? <Write profile={profile} /> : <Read profile={profile} />}
    </Card>
  );
}
