// What is on file of the person, brought into applications.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input, Select } from "antd";
import { useRef } from "react";
import { members } from "../../api/client/member";
import { RequestIds } from "../../form/requestId";
import type { Profile } from "../../gen/yanlu/identity/v1/member_pb";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { merged, PERSON_MORE } from "./more";
import { words } from "./words";

type Values = { email: string; phone: string; title: string; degree: string; fields: string[]; more: Record<string, string> };
const PLAIN = ["email", "phone", "title", "degree"] as const;
const LABEL = { email: "email", phone: "phone", title: "jobTitle", degree: "degree" } as const;
const AUTO = { email: "email", phone: "tel", title: "organization-title", degree: "off" };

export function PersonFile({ profile }: { profile: Profile }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const ids = useRef(new RequestIds());
  const save = useMutation({
    mutationFn: ({ more, ...values }: Values) => {
      const body = { ...values, more: merged(profile.personMore, more) };
      return members.savePersonProfile({ ...body, requestId: ids.current.idFor(body) });
    },
    onSuccess: async () => {
      ids.current.done();
      await queries.invalidateQueries({ queryKey: ["profile"] });
      void message.success(w("saved"));
    },
  });
  return (
    <Card title={w("person")} hint={w("personHint")}>
      <Form<Values>
        name="person" layout="vertical" className="people-form" onFinish={(values) => save.mutate(values)}
        initialValues={{ email: profile.email, phone: profile.phone, title: profile.title, degree: profile.degree, fields: profile.fields, more: profile.personMore ?? {} }}
      >
        {PLAIN.map((name) => <Form.Item key={name} name={name} label={w(LABEL[name])}><Input autoComplete={AUTO[name]} maxLength={name === "phone" ? 30 : 100} /></Form.Item>)}
        {PERSON_MORE.map((name) => <Form.Item key={name} name={["more", name]} label={w(name)}><Input maxLength={100} /></Form.Item>)}
        <Form.Item name="fields" label={w("fields")} extra={w("fieldsHint")} className="whole"><Select mode="tags" open={false} suffixIcon={null} maxCount={20} /></Form.Item>
        <div className="whole stack">
          {save.error && <ProblemAlert error={save.error} />}
          <Button type="primary" htmlType="submit" loading={save.isPending}>{w("save")}</Button>
        </div>
      </Form>
    </Card>
  );
}
