// Who may not review what, on which ground and by which evidence. The filters stand in the address.

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, Modal } from "antd";
import { useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { commissions } from "../../api/client/commission";
import { useSession } from "../../app/session";
import { RequestIds } from "../../form/requestId";
import type { Exclusion } from "../../gen/yanlu/review/v1/commission_pb";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { EmptyState } from "../../ui/EmptyState";
import { Note } from "../../ui/Note";
import { Loading } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { useRuleNames } from "../../words/rules";
import { useCommission } from "./data";
import { words } from "./words";

const SIZE = 100;

type Doubt = { one: Exclusion; member: string };

/** Says that an expert is not the member whose name they have. */
function TellApart({ docket, doubt, onClose }: { docket: Docket; doubt: Doubt; onClose: () => void }) {
  const w = useWords(words);
  const { t } = useSpeak();
  const queries = useQueryClient();
  const [form] = Form.useForm<{ reason: string }>();
  const ids = useRef(new RequestIds());
  const send = useMutation({
    mutationFn: ({ reason }: { reason: string }) => {
      const asked = { docket: docket.id, application: doubt.one.application, expert: doubt.one.expert, member: doubt.member, reason };
      return commissions.tellApart({ ...asked, requestId: ids.current.idFor(asked) });
    },
    onSuccess: async () => {
      ids.current.done();
      await queries.invalidateQueries();
      onClose();
    },
  });
  return (
    <Modal open title={w("tellApartOf", { expert: doubt.one.expertName, member: doubt.member })} okText={w("tellApart")} cancelText={t("common.cancel")} confirmLoading={send.isPending} onOk={() => form.submit()} onCancel={onClose}>
      <p className="muted">{w("tellApartHint")}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => send.mutate(values)}>
        <Form.Item name="reason" label={w("tellApartHow")} rules={[{ required: true, whitespace: true }]}><Input.TextArea rows={3} maxLength={500} /></Form.Item>
      </Form>
      {send.error && <ProblemAlert error={send.error} />}
    </Modal>
  );
}

function Row({ one, onExpert, onDoubt }: { one: Exclusion; onExpert: () => void; onDoubt?: (member: string) => void }) {
  const w = useWords(words);
  const { say } = useSpeak();
  const ruleName = useRuleNames();
  return (
    <tr data-ground={one.ground} data-expert={one.expert}>
      <td data-label={w("expert")}><button type="button" className="btn btn-link" aria-label={w("onlyExpert", { name: one.expertName })} onClick={onExpert}>{one.expertName}</button></td>
      <td data-label={w("application")}>{one.applicationTitle}</td>
      <td data-label={w("ground")}>{say(one.groundZh, one.groundEn)}</td>
      <td data-label={w("evidence")}>
        {say(one.evidence, one.evidenceEn)}
        {onDoubt && one.doubts.map((member) => (
          <div key={member} className="row small">
            {w("doubt", { name: member })}
            <Button size="small" data-doubt={member} aria-label={w("tellApartOf", { expert: one.expertName, member })} onClick={() => onDoubt(member)}>{w("tellApart")}</Button>
          </div>
        ))}
      </td>
      <td data-label={w("rule")}>{ruleName(one.rule)}</td>
    </tr>
  );
}

function List({ docket }: { docket: Docket }) {
  const w = useWords(words);
  const { t } = useSpeak();
  const { has } = useSession();
  const [doubt, setDoubt] = useState<Doubt>();
  const [query, setQuery] = useSearchParams();
  const application = query.get("application") ?? "";
  const expert = query.get("expert") ?? "";
  const put = (patch: Record<string, string>) => {
    const next = new URLSearchParams(query);
    for (const [name, value] of Object.entries(patch)) value ? next.set(name, value) : next.delete(name);
    setQuery(next, { replace: true });
  };
  const known = useCommission(docket);
  const list = useInfiniteQuery({
    queryKey: ["commission-conflicts", docket.id, docket.state, application, expert], initialPageParam: "",
    queryFn: ({ pageParam }) => commissions.screenConflicts({ docket: docket.id, application, expert, pageSize: SIZE, pageToken: pageParam }),
    getNextPageParam: (last) => last.nextPageToken || undefined,
  });
  const first = list.data?.pages[0];
  const rows = list.data?.pages.flatMap((page) => page.exclusions) ?? [];
  const narrowed = application !== "" || expert !== "";
  const choices = known.data?.applications.map((one): [string, string] => [one.application, one.title]) ?? [];
  for (const row of rows) if (!choices.some(([id]) => id === row.application)) choices.push([row.application, row.applicationTitle]);
  const name = rows.find((row) => row.expert === expert)?.expertName ?? "";
  return (
    <div className="stack">
      <div className="between">
        <p className="muted">{w("conflictsHint")}</p>
        <div className="row" role="search">
          <select className="plain-select" aria-label={w("application")} value={application} onChange={(event) => put({ application: event.target.value })}>
            <option value="">{w("filterApplication")}</option>
            {choices.map(([id, title]) => <option key={id} value={id}>{title}</option>)}
          </select>
          {expert && <Button onClick={() => put({ expert: "" })}>{w("filterExpert", { name })} ×</Button>}
        </div>
      </div>
      {list.isPending && <Loading />}
      {list.error && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      {first && <Note type={first.sealed ? "success" : "info"} title={w(first.sealed ? "conflictsSealed" : "conflictsToday")} description={w("conflictsCount", { total: first.total, experts: first.experts, applications: first.applications })} />}
      {first && rows.length === 0 && (narrowed
        ? <EmptyState title={w("conflictsNoMatch")} action={<Button onClick={() => put({ application: "", expert: "" })}>{w("clear")}</Button>} />
        : <EmptyState title={w("conflictsNone")} hint={w("conflictsNoneHint", { experts: first.experts, applications: first.applications })} />)}
      {rows.length > 0 && (
        <div className="table-wrap" tabIndex={0} role="region" aria-label={w("conflicts")}>
          <table className="table stack-table">
            <thead><tr>{(["expert", "application", "ground", "evidence", "rule"] as const).map((key) => <th key={key} scope="col">{w(key)}</th>)}</tr></thead>
            <tbody>{rows.map((one, i) => <Row key={i} one={one} onExpert={() => put({ expert: one.expert })} onDoubt={!first?.sealed && has("agency") ? (member) => setDoubt({ one, member }) : undefined} />)}</tbody>
          </table>
        </div>
      )}
      {doubt && <TellApart docket={docket} doubt={doubt} onClose={() => setDoubt(undefined)} />}
      {list.hasNextPage && <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t("common.more")}</Button>}
    </div>
  );
}

export function Conflicts({ docket }: { docket: Docket }) {
  const w = useWords(words);
  const { has } = useSession();
  if (!has("agency", "discipline", "auditor")) return <EmptyState title={w("conflictsHidden")} hint={w("conflictsHiddenHint")} />;
  return <List docket={docket} />;
}
