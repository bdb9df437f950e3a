// An institution or recommending body recommends an expert.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useRef } from "react";
import { useNavigate } from "react-router";
import { experts } from "../../api/client/expert";
import { useSession } from "../../app/session";
import { RequestIds } from "../../form/requestId";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { FileForm, useRequired } from "./FileForm";
import { fileOf, valuesOf, type FileValues } from "./values";
import { words } from "./words";
import "../team/people.css";
import "./experts.css";

type Values = FileValues & { name: string; email: string; phone?: string; title?: string; degree?: string; opinion: string };
const RECOMMENDING = new Set(["institution", "recommender"]);

export function Recommend() {
  const w = useWords(words);
  const required = useRequired();
  const go = useNavigate();
  const queries = useQueryClient();
  const { grants } = useSession();
  const ids = useRef(new RequestIds());
  const mine = grants.find((grant) => RECOMMENDING.has(grant.role));
  const send = useMutation({
    mutationFn: ({ name, email, phone = "", title = "", degree = "", opinion, ...values }: Values) => {
      const body = { organisation: mine?.organisation ?? "", name, email, phone, title, degree, opinion, file: fileOf(values, undefined) };
      return experts.recommendExpert({ ...body, requestId: ids.current.idFor(body) });
    },
    onSuccess: async (expert) => {
      ids.current.done();
      await queries.invalidateQueries({ queryKey: ["experts"] });
      await go(`/experts/${expert.person}`);
    },
  });
  return (
    <Page title={w("recommend")} hint={w("recommendHint")}>
      <Form<Values> name="recommend" layout="vertical" requiredMark={false} initialValues={valuesOf(undefined, mine?.organisationName)} onFinish={(values) => send.mutate(values)} scrollToFirstError>
        <div className="stack">
          <Card title={w("who")} level="h3">
            <div className="people-form">
              <Form.Item name="name" label={w("name")} rules={[required("name")]}><Input maxLength={100} /></Form.Item>
              <Form.Item name="email" label={w("email")} rules={[required("email")]}><Input maxLength={200} /></Form.Item>
              <Form.Item name="phone" label={w("phone")}><Input maxLength={30} /></Form.Item>
              <Form.Item name="title" label={w("jobTitle")}><Input maxLength={100} /></Form.Item>
              <Form.Item name="degree" label={w("degree")}><Input maxLength={100} /></Form.Item>
            </div>
          </Card>
          <FileForm />
          <Form.Item name="opinion" label={w("opinion")} rules={[{ ...required("opinion"), min: 2 }]}><Input.TextArea rows={3} maxLength={1000} /></Form.Item>
          {send.error && <ProblemAlert error={send.error} />}
          <Button type="primary" htmlType="submit" size="large" loading={send.isPending}>{w("recommendSend")}</Button>
        </div>
      </Form>
    </Page>
  );
}
