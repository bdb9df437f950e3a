// Begins an application: the call, the title, who recommends, with whom — or an earlier one copied.

import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Checkbox, Form, Input, Select } from "antd";
import { useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import { applications } from "../../api/client/application";
import { drafting } from "../../api/client/drafting";
import { problemOf } from "../../api/problem";
import { RequestIds } from "../../form/requestId";
import { useOrganisations } from "../../form/options";
import type { Receipt } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/EmptyState";
import { LinkButton } from "../../ui/LinkButton";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import "../apply/apply.css";
import { words } from "../apply/words";
import { CallCard } from "./CallCard";
import { Partners, type Partner } from "./Partners";
import { useEarlier, useOpenCalls } from "./sources";

const TITLE_MOST = 200;

type Values = { call?: string; title?: string; recommender?: string; partners?: Partner[]; from?: string; files?: boolean };

function useBegin() {
  const ids = useRef({ create: new RequestIds(), copy: new RequestIds() });
  const w = useWords(words);
  const { language } = useSpeak();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const create = async ({ call = "", title = "", recommender = "", partners = [] }: Values): Promise<Receipt> => {
    const coApplicants = partners.filter((one) => one?.organisation).map(({ organisation, role = "" }) => ({ organisation: organisation ?? "", role }));
    const body = { call, title: title.trim(), recommender, coApplicants };
    return applications.createApplication({ ...body, requestId: ids.current.create.idFor(body) });
  };
  return async (values: Values, fromTitle: string): Promise<string> => {
    const docket = (await create(values)).docket?.id ?? "";
    if (values.from) {
      const body = { docket, from: values.from, files: values.files ?? false };
      try {
        await drafting.copyDraft({ ...body, requestId: ids.current.copy.idFor(body) });
        void message.success(w("copied", { title: fromTitle }));
      } catch (error) {
        void message.warning(w("copyFailed", { why: problemOf(error)[language] }), 8);
      }
    }
    void queries.invalidateQueries();
    return docket;
  };
}

export function NewApplication({ call: wanted }: { call: string | null }) {
  const w = useWords(words);
  const go = useNavigate();
  const [form] = Form.useForm<Values>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const calls = useOpenCalls();
  const earlier = useEarlier();
  const bodies = useOrganisations("recommender", "");
  const begin = useBegin();
  const chosen = Form.useWatch("call", form) ?? wanted;
  const from = Form.useWatch("from", form);
  const call = calls.data?.find((one) => one.id === chosen);

  const finish = async (values: Values) => {
    setBusy(true);
    setError(undefined);
    try {
      const docket = await begin(values, earlier.data?.find((one) => one.id === values.from)?.title ?? "");
      void go(`/dockets/${docket}?tab=material`);
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  const must = (what: string) => [{ required: true, whitespace: true, message: w("missing", { what }) }];

  if (calls.isPending) return <Loading />;
  if (calls.error) return <ProblemAlert error={calls.error} onRetry={() => void calls.refetch()} />;
  if (calls.data.length === 0) return <Page title={w("start")}><EmptyState title={w("noCalls")} action={<LinkButton to="/calls">{w("seeCalls")}</LinkButton>} /></Page>;
  return (
    <Page title={w("start")} hint={call && <Link to={`/calls/${call.id}/questions`}>{w("questions")}</Link>}>
      <div className="begin">
        <Card>
          <Form<Values>
            form={form} layout="vertical" requiredMark={false} disabled={busy} scrollToFirstError={{ focus: true }}
            initialValues={{ call: calls.data.some((one) => one.id === wanted) ? wanted ?? undefined : calls.data.length === 1 ? calls.data[0]?.id : undefined, files: true }}
            onFinish={(values) => void finish(values)}
          >
            <Form.Item name="call" label={<>{w("chooseCall")}<span className="field-mark" aria-hidden>*</span></>} extra={w("chooseCallHint")} rules={must(w("chooseCall"))}>
              <Select placeholder={w("pick")} showSearch={{ optionFilterProp: "label" }} options={calls.data.map((one) => ({ value: one.id, label: one.title }))} />
            </Form.Item>
            <Form.Item name="title" label={<>{w("title")}<span className="field-mark" aria-hidden>*</span></>} extra={w("titleHint")} rules={must(w("title"))}>
              <Input maxLength={TITLE_MOST} showCount autoComplete="off" />
            </Form.Item>
            <Form.Item name="recommender" label={<>{w("recommender")}<span className="field-mark" aria-hidden>*</span></>} extra={w("recommenderHint")} rules={must(w("recommender"))}>
              <Select placeholder={w("pick")} loading={bodies.isFetching} showSearch={{ optionFilterProp: "label" }} options={bodies.data?.map(({ value, label }) => ({ value, label }))} />
            </Form.Item>
            <Form.Item name="partners" label={w("co")} extra={w("coHint")}><Partners /></Form.Item>
            {(earlier.data?.length ?? 0) > 0 && (
              <Form.Item name="from" label={w("copy")} extra={w("copyHint")}>
                <Select allowClear placeholder={w("copyNone")} showSearch={{ optionFilterProp: "label" }} options={earlier.data?.map((one) => ({ value: one.id, label: [one.title, one.parentTitle].filter(Boolean).join(" · ") }))} />
              </Form.Item>
            )}
            {from && <Form.Item name="files" valuePropName="checked"><Checkbox>{w("copyFiles")}</Checkbox></Form.Item>}
            {error !== undefined && <div style={{ marginBottom: 16 }}><ProblemAlert error={error} /></div>}
            <Button type="primary" htmlType="submit" loading={busy}>{w("begin")}</Button>
          </Form>
        </Card>
        {call && <CallCard call={call} />}
      </div>
    </Page>
  );
}
