// Calls a meeting: what is discussed in which order, who has the chair, when and where.

import { useQuery } from "@tanstack/react-query";
import { Checkbox } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { dockets } from "../../api/clients";
import { ActionForm } from "../../form/ActionForm";
import { MeetingService } from "../../gen/yanlu/review/v1/meeting_pb";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { Loading } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { words } from "./words";

const MOST = 200;
/** Reviews that make their reviewer a member. */
const SEATED = new Set(["INVITED", "ACCEPTED", "SCORED"]);

/** The reviewers of applications, by person: what the agency may know. */
async function reviewersOf(projects: readonly string[]): Promise<Map<string, string>> {
  const out = new Map<string, string>();
  const lists = await Promise.all(projects.map((parent) => dockets.listDockets({ machine: "review", parent, pageSize: MOST })));
  for (const { dockets: reviews } of lists) {
    for (const review of reviews) {
      const person = (review.facts?.parties as { reviewer?: string } | undefined)?.reviewer;
      if (person && SEATED.has(review.state)) out.set(person, review.names[person] ?? person);
    }
  }
  return out;
}

function Details({ call, onClose }: { call: string; onClose: () => void }) {
  const w = useWords(words);
  const go = useNavigate();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [chair, setChair] = useState("");
  const list = useQuery({ queryKey: ["dockets", "agenda", call], queryFn: () => dockets.listDockets({ machine: "project", parent: call, states: ["UNDER_REVIEW"], sort: "code", ascending: true, pageSize: MOST }) });
  const agenda = (list.data?.dockets ?? []).map((one) => one.id).filter((id) => !left.has(id));
  const judges = useQuery({ queryKey: ["dockets", "judges", ...agenda], enabled: agenda.length > 0, queryFn: () => reviewersOf(agenda) });
  if (list.isPending) return <Loading />;
  if (list.error) return <ProblemAlert error={list.error} />;
  if (list.data.dockets.length === 0) return <p className="muted">{w("noneHint")}</p>;
  const choose = (id: string, on: boolean) => setLeft((old) => new Set(on ? [...old].filter((one) => one !== id) : [...old, id]));
  return (
    <>
      <fieldset className="choice">
        <legend>{w("agenda")}</legend>
        <p className="muted small">{w("agendaHint")}</p>
        <ol className="pick-list">
          {list.data.dockets.map((one) => <li key={one.id}><Checkbox checked={!left.has(one.id)} onChange={(e) => choose(one.id, e.target.checked)}>{one.title}</Checkbox></li>)}
        </ol>
      </fieldset>
      <p>
        <label className="meeting-label" htmlFor="meeting-chair">{w("chair")}</label>
        <select id="meeting-chair" className="native" value={chair} onChange={(e) => setChair(e.target.value)}>
          <option value="">{w("chooseChair")}</option>
          {[...(judges.data ?? [])].map(([person, name]) => <option key={person} value={person}>{name}</option>)}
        </select>
        {judges.data?.size === 0 && <span className="muted small">{w("noReviewers")}</span>}
      </p>
      <ActionForm method={MeetingService.method.conveneMeeting} name={w("convene")} fixed={{ call, agenda, chair }} onCancel={onClose} onDone={({ docket }) => void go(`/meetings/${docket?.id ?? ""}`)} />
    </>
  );
}

export function Convene({ call: given, onClose }: { call: string; onClose: () => void }) {
  const w = useWords(words);
  const [chosen, setChosen] = useState("");
  const calls = useQuery({ queryKey: ["dockets", "reviewed-calls"], enabled: !given, queryFn: () => dockets.listDockets({ machine: "call", states: ["IN_REVIEW"], pageSize: MOST }) });
  const call = given || chosen;
  return (
    <Card title={w("convene")}>
      {!given && (
        <p>
          <label className="meeting-label" htmlFor="meeting-call">{w("call")}</label>
          <select id="meeting-call" className="native" value={chosen} onChange={(e) => setChosen(e.target.value)}>
            <option value="">{calls.data?.dockets.length === 0 ? w("noCall") : w("chooseCall")}</option>
            {calls.data?.dockets.map((one) => <option key={one.id} value={one.id}>{one.title}</option>)}
          </select>
        </p>
      )}
      {call && <Details key={call} call={call} onClose={onClose} />}
    </Card>
  );
}
