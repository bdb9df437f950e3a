// How far an objection is, by the number its author was given.

import { useQuery } from "@tanstack/react-query";
import { Button, Card, Form, Input } from "antd";
import { useSearchParams } from "react-router";
import { awards } from "../../api/clients";
import { showTime } from "../../format/time";
import { useSpeak } from "../../i18n";
import { Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";

export function Track() {
  const { t, say } = useSpeak();
  const [query, setQuery] = useSearchParams();
  const number = query.get("number") ?? "";
  const answer = useQuery({ queryKey: ["track", number], enabled: number !== "", retry: false, queryFn: () => awards.trackObjection({ number }) });
  const found = answer.data;
  const rows: [string, string][] = found ? [
    [t("track.number"), found.number], [t("track.status"), say(found.statusZh, found.statusEn)],
    [t("track.filed"), showTime(found.filedAt)], [t("track.answer"), found.answer || t("track.pending")],
  ] : [];
  return (
    <Page title={t("track.title")} hint={t("track.hint")}>
      <Card style={{ maxWidth: 640 }}>
        <Form<{ number: string }> layout="vertical" name="track" requiredMark={false} initialValues={{ number }} onFinish={(values) => setQuery({ number: values.number.trim() })}>
          <Form.Item name="number" label={t("track.number")} rules={[{ required: true, whitespace: true, message: t("refusal.required", { label: t("track.number") }) }]}><Input /></Form.Item>
          <Button type="primary" htmlType="submit" loading={answer.isFetching}>{t("track.go")}</Button>
        </Form>
        <div aria-live="polite" style={{ marginTop: 16 }}>
          {answer.error && <ProblemAlert error={answer.error} />}
          {found && (
            <div className="facts" data-status={found.status}>
              <dl>{rows.map(([label, text]) => <div key={label} style={{ display: "contents" }}><dt>{label}</dt><dd className="pre">{text}</dd></div>)}</dl>
            </div>
          )}
        </div>
      </Card>
    </Page>
  );
}
