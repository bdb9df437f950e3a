// Records or corrects a day that an expert sat, with a reason. What the minutes of a panel meeting say stands already.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useDeferredValue, useId, useRef, useState, type ChangeEvent } from "react";
import { dockets } from "../../api/clients";
import { experts } from "../../api/client/expert";
import { RequestIds } from "../../form/requestId";
import { useWords } from "../../i18n/words";
import { Modal } from "../../ui/Modal";
import { ProblemAlert } from "../../ui/ProblemAlert";
import "../team/people.css";
import { words } from "./words";

export const SHARES = ["day", "half", "none"] as const;
export type Share = (typeof SHARES)[number];

/** What is known of the day already; an empty one is a new day of anybody. */
export type DayAsked = { call?: string; callTitle?: string; person?: string; name?: string; day?: string; share?: string };

type Values = { call: string; person: string; day: string; share: Share; reason: string };

const REVIEWED = ["CLOSED", "IN_REVIEW", "DECIDED", "ARCHIVED"];
const MOST = 200;

type Choice = { value: string; label: string };

/** The browser’s own list: it opens above a dialog of the browser, and a phone knows it. */
function List({ choices, blank, ...field }: { choices: Choice[]; blank?: boolean; id?: string; value?: string; onChange?: (event: ChangeEvent<HTMLSelectElement>) => void }) {
  return (
    <select className="list-field" {...field}>
      {blank && <option value="" />}
      {choices.map(({ value, label }) => <option key={value} value={value}>{label}</option>)}
    </select>
  );
}

function CallField() {
  const w = useWords(words);
  const list = useQuery({ queryKey: ["dockets", "sat-calls"], queryFn: () => dockets.listDockets({ machine: "call", states: REVIEWED, pageSize: MOST }) });
  return (
    <Form.Item name="call" label={w("call")} rules={[{ required: true, message: w("missing", { field: w("call") }) }]}>
      <List blank choices={list.data?.dockets.map((one) => ({ value: one.id, label: one.title })) ?? []} />
    </Form.Item>
  );
}

function ExpertField() {
  const w = useWords(words);
  const id = useId();
  const [query, setQuery] = useState("");
  const asked = useDeferredValue(query.trim());
  const list = useQuery({
    queryKey: ["experts", "sat", asked], placeholderData: (old) => old, queryFn: () => experts.listExperts({ query: asked, status: ["active", "suspended", "removed"], pageSize: MOST }),
  });
  return (
    <>
      <div className="find-field"><label htmlFor={id}>{w("findExpert")}</label><Input id={id} type="search" maxLength={100} value={query} onChange={(event) => setQuery(event.target.value)} onPressEnter={(event) => event.preventDefault()} /></div>
      <Form.Item name="person" label={w("name")} rules={[{ required: true, message: w("missing", { field: w("name") }) }]}>
        <List blank choices={list.data?.experts.map((one) => ({ value: one.person, label: `${one.name} · ${one.employerName}` })) ?? []} />
      </Form.Item>
    </>
  );
}

function Fields({ asked, onDone, onClose }: { asked: DayAsked; onDone: () => void; onClose: () => void }) {
  const w = useWords(words);
  const ids = useRef(new RequestIds());
  const keep = useMutation({
    mutationFn: ({ call, person, day, share, reason }: Values) => {
      const body = { call: asked.call ?? call, reason, days: [{ person: asked.person ?? person, day, share }] };
      return experts.recordExpertDays({ ...body, requestId: ids.current.idFor(body) });
    },
    onSuccess: () => {
      ids.current.done();
      onDone();
    },
  });
  return (
    <Form<Values> name="sat" layout="vertical" requiredMark={false} onFinish={(values) => keep.mutate(values)} initialValues={{ day: asked.day ?? "", share: asked.share ?? "day" }}>
      {asked.call ? <p>{asked.callTitle}</p> : <CallField />}
      {asked.person ? <p><strong>{asked.name}</strong></p> : <ExpertField />}
      <div className="people-form">
        <Form.Item name="day" label={w("satDay")} rules={[{ required: true, message: w("missing", { field: w("satDay") }) }]}><Input type="date" readOnly={asked.day !== undefined} /></Form.Item>
        <Form.Item name="share" label={w("countsAs")}><List choices={SHARES.map((value) => ({ value, label: w(`share_${value}`) }))} /></Form.Item>
      </div>
      <Form.Item name="reason" label={w("dayReason")} extra={w("dayReasonHint")} rules={[{ required: true, whitespace: true, min: 2, message: w("reasonMissing") }]}><Input.TextArea rows={2} maxLength={500} /></Form.Item>
      <div className="stack">
        {keep.error && <ProblemAlert error={keep.error} />}
        <div className="row"><Button type="primary" htmlType="submit" loading={keep.isPending}>{w("confirm")}</Button><Button onClick={onClose}>{w("cancel")}</Button></div>
      </div>
    </Form>
  );
}

export function DayForm({ asked, onClose }: { asked: DayAsked | undefined; onClose: () => void }) {
  const w = useWords(words);
  const queries = useQueryClient();
  const title = w(asked?.day ? "correctDay" : "recordDay");
  const done = () => {
    onClose();
    void queries.invalidateQueries({ queryKey: ["experts", "fees"] });
  };
  return (
    <Modal open={asked !== undefined} label={title} className="people-dialog" onClose={onClose}>
      <h2>{title}</h2>
      {asked && <Fields asked={asked} onDone={done} onClose={onClose} />}
    </Modal>
  );
}
