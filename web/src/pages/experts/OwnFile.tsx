// The caller’s own file: registered once, refreshed yearly.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Checkbox, Form, Input } from "antd";
import { useRef } from "react";
import { experts } from "../../api/client/expert";
import { members } from "../../api/client/member";
import { problemOf } from "../../api/problem";
import { RequestIds } from "../../form/requestId";
import type { Profile } from "../../gen/yanlu/identity/v1/member_pb";
import type { Expert } from "../../gen/yanlu/review/v1/expert_pb";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { LinkButton } from "../../ui/LinkButton";
import { Note } from "../../ui/Note";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { useExpert } from "./data";
import { FileForm } from "./FileForm";
import { Standing } from "./Rows";
import { fileOf, valuesOf, type FileValues } from "./values";
import { words } from "./words";
import "../team/people.css";
import "./experts.css";

type Values = FileValues & { title: string; degree: string; email: string; phone: string; truthful?: boolean };
const PLAIN = ["title", "degree", "email", "phone"] as const;
const LABEL = { title: "jobTitle", degree: "degree", email: "email", phone: "phone" } as const;

function useSend(expert: Expert | undefined) {
  const w = useWords(words);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const ids = useRef(new RequestIds());
  return useMutation({
    mutationFn: ({ title, degree, email, phone, truthful = false, ...values }: Values) => {
      const body = { etag: expert?.version ?? 0n, file: fileOf(values, expert?.file), title, degree, email, phone, truthful };
      return experts.registerExpert({ ...body, requestId: ids.current.idFor(body) });
    },
    onSuccess: async () => {
      ids.current.done();
      await Promise.all(["expert", "experts", "profile"].map((key) => queries.invalidateQueries({ queryKey: [key] })));
      void message.success(w("saved"));
    },
  });
}

function Editor({ expert, profile }: { expert: Expert | undefined; profile: Profile }) {
  const w = useWords(words);
  const send = useSend(expert);
  const whole: Values = {
    ...valuesOf(expert?.file, profile.organisation?.name), title: expert?.title ?? profile.title, degree: expert?.degree ?? profile.degree, email: expert?.email ?? profile.email, phone: expert?.phone ?? profile.phone,
  };
  return (
    <Form<Values> name="expert" layout="vertical" requiredMark={false} initialValues={whole} onFinish={(values) => send.mutate(values)} scrollToFirstError>
      <div className="stack">
        <Card title={w("basics")} level="h3">
          <div className="people-form">{PLAIN.map((name) => <Form.Item key={name} name={name} label={w(LABEL[name])}><Input maxLength={name === "phone" ? 30 : 100} /></Form.Item>)}</div>
        </Card>
        <FileForm />
        <Form.Item name="truthful" valuePropName="checked" rules={[{ validator: (_, on?: boolean) => (on ? Promise.resolve() : Promise.reject(new Error(w("truthfulNeeded")))) }]}><Checkbox>{w("truthful")}</Checkbox></Form.Item>
        {send.error && <ProblemAlert error={send.error} />}
        <Button type="primary" htmlType="submit" size="large" loading={send.isPending}>{w(expert ? "save" : "send")}</Button>
      </div>
    </Form>
  );
}

export function OwnFile() {
  const w = useWords(words);
  const own = useExpert("");
  const profile = useQuery({ queryKey: ["profile", ""], queryFn: () => members.getProfile({}) });
  const fresh = own.error !== null && problemOf(own.error).reason === "EXPERT_NOT_FOUND";
  const failed = (fresh ? null : own.error) ?? profile.error;
  const ready = profile.data && (own.data || fresh);
  return (
    <Page title={w("mineTitle")} hint={w(fresh ? "mineNew" : "mineKnown")} actions={own.data && <LinkButton type="default" to={`/experts/${own.data.person}`}>{w("file")}</LinkButton>}>
      {failed && <ProblemAlert error={failed} onRetry={() => void own.refetch()} />}
      {!failed && !ready && <Loading />}
      {own.data && <div className="stack"><Standing expert={own.data} />{own.data.stale && <Note type="warning" title={w("mineStale")} />}</div>}
      {ready && !failed && <Editor key={String(own.data?.version ?? 0)} expert={own.data} profile={profile.data} />}
    </Page>
  );
}
