// Adopting a plan, with what follows from it said before it is done.

import { useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useRef, useState, type FormEvent } from "react";
import { commissions } from "../../../api/client/commission";
import { fromWall } from "../../../format/time";
import { RequestIds } from "../../../form/requestId";
import type { GetPlanResponse } from "../../../gen/yanlu/review/v1/commission_pb";
import type { Docket, Receipt } from "../../../gen/yanlu/docket/v1/docket_pb";
import { useWords } from "../../../i18n/words";
import { Modal } from "../../../ui/Modal";
import { Note } from "../../../ui/Note";
import { ProblemAlert } from "../../../ui/ProblemAlert";
import { Work } from "../work/Work";
import { words } from "./words";

type Props = { docket: Docket; plan: GetPlanResponse; unsaved: boolean; onDone: (receipt: Receipt) => void; onClose: () => void };

export function Adopt({ docket, plan, unsaved, onDone, onClose }: Props) {
  const w = useWords(words);
  const { message } = App.useApp();
  const [due, setDue] = useState("");
  const ids = useRef(new RequestIds());
  const members = plan.panels.flatMap((panel) => panel.seats.filter((seat) => seat.seat === "member"));
  const facts = { invitations: members.length, people: new Set(members.map((seat) => seat.pseudonym)).size, applications: plan.panels.length, version: plan.version };
  const send = useMutation({
    mutationFn: () => {
      const body = { docket: docket.id, etag: docket.seq, planVersion: plan.version, ...(due && { opinionsDue: fromWall(due.replace("T", " ")) }) };
      return commissions.adoptPanels({ ...body, requestId: ids.current.idFor({ ...body, opinionsDue: due }) });
    },
    onSuccess: (receipt) => {
      ids.current.done();
      void message.success(w("adopted"));
      onDone(receipt);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  return (
    <Modal open label={w("adoptTitle", facts)} className="dialog" onClose={onClose}>
      <form className="stack" onSubmit={submit} data-adopt>
        <h2>{w("adoptTitle", facts)}</h2>
        <p><strong>{w("adoptWhat", facts)}</strong></p>
        <Note type="warning" title={w("adoptThen")} />
        {unsaved && <Note type="error" title={w("adoptFirst")} />}
        <label>{w("adoptDue")}<input className="text-field" type="datetime-local" value={due} onChange={(event) => setDue(event.target.value)} /></label>
        {send.isPending && <Work docket={docket.id} inside />}
        {send.error && <ProblemAlert error={send.error} />}
        <div className="row">
          <Button type="primary" danger htmlType="submit" loading={send.isPending} disabled={unsaved}>{w("adoptGo", facts)}</Button>
          <Button onClick={onClose}>{w("cancel")}</Button>
        </div>
      </form>
    </Modal>
  );
}
