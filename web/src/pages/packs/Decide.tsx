// The steps of a draft: submit, approve, return, throw away — each with its consequence and a reason.

import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { packDrafts } from "../../api/desk";
import { RequestIds } from "../../form/requestId";
import type { PackDraft } from "../../gen/yanlu/programme/v1/pack_pb";
import { useWords } from "../../i18n/words";
import { LongText } from "../../ui/LongText";
import { Modal } from "../../ui/Modal";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { words } from "./words";

type Step = "submit" | "approve" | "return" | "discard";
type Props = { draft: PackDraft; ready: boolean; flush: () => Promise<void>; latest: () => PackDraft; take: (draft: PackDraft) => void };

function carry(step: Step, draft: PackDraft, reason: string, ids: RequestIds): Promise<PackDraft> {
  const { id, revision } = draft;
  const body = { step, id, revision, reason };
  const requestId = ids.idFor(body);
  switch (step) {
    case "submit": return packDrafts.submitPackDraft({ requestId, id, revision, reason });
    case "approve": return packDrafts.approvePackDraft({ requestId, id, revision, reason });
    case "return": return packDrafts.returnPackDraft({ requestId, id, reason });
    case "discard": return packDrafts.discardPackDraft({ requestId, id });
  }
}

function StepForm({ step, draft, flush, latest, take, onClose }: Omit<Props, "ready"> & { step: Step; onClose: () => void }) {
  const w = useWords(words);
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const [ids] = useState(() => new RequestIds());
  const must = step === "submit" || step === "return";
  const label = { submit: w("submitReason"), approve: w("approveNote"), return: w("returnReason"), discard: "" }[step];
  const hint = { submit: w("submitHint"), approve: w("approveHint", { version: draft.version, day: draft.effectiveFrom }), return: w("returnHint"), discard: w("discardHint") }[step];
  const act = useMutation({
    mutationFn: async () => {
      if (step === "submit") await flush();
      return carry(step, step === "submit" ? latest() : draft, reason.trim(), ids);
    },
    onSuccess: (answer) => {
      ids.done();
      take(answer);
      onClose();
    },
  });
  const missing = must && reason.trim().length < 2;
  const send = () => {
    setAsked(true);
    if (!missing) act.mutate();
  };
  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); send(); }}>
      <h2>{w(step)}</h2>
      <p>{hint}</p>
      {label && <label className="pack-label">{label}<LongText rows={3} max={2000} value={reason} aria-label={label} onChange={setReason} /></label>}
      {asked && missing && <p className="field-defect" role="alert">{w("reasonMissing")}</p>}
      {act.error && <ProblemAlert error={act.error} />}
      <div className="row"><Button type="primary" danger={step === "discard"} htmlType="submit" loading={act.isPending}>{step === "approve" ? w("approveConfirm") : w("confirm")}</Button><Button onClick={onClose}>{w("cancel")}</Button></div>
    </form>
  );
}

export function Decide(props: Props) {
  const w = useWords(words);
  const { draft, ready } = props;
  const [step, setStep] = useState<Step>();
  const close = () => setStep(undefined);
  return (
    <>
      {draft.mayEdit && <Button onClick={() => setStep("discard")}>{w("discard")}</Button>}
      {draft.mayEdit && <Button type="primary" disabled={!ready} onClick={() => setStep("submit")}>{w("submit")}</Button>}
      {draft.mayDecide && <Button onClick={() => setStep("return")}>{w("return")}</Button>}
      {draft.mayDecide && <Button type="primary" onClick={() => setStep("approve")}>{w("approve")}</Button>}
      <Modal open={step !== undefined} label={step ? w(step) : w("confirm")} className="pack-modal" onClose={close}>{step && <StepForm {...props} step={step} onClose={close} />}</Modal>
    </>
  );
}
