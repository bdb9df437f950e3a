// A call is built step by step, with the public page beside.

import { Alert, Button } from "antd";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { EachIds } from "../../form/each";
import { Outcomes } from "../../form/Outcomes";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { useRefresh } from "../docket/useDocket";
import "./builder.css";
import { PublicCall } from "./CallPreview";
import { gapsOf, type Gap } from "./plan";
import { DatesStep, MoneyStep, TemplateStep, TopicsStep } from "./steps";
import { createCall, reviseCall, type Made } from "./submit";
import { useCall, useNotice, usePlan } from "./useBuilder";
import { words } from "./words";

const STEPS = [TemplateStep, DatesStep, TopicsStep, MoneyStep] as const;
const LAST = STEPS.length;

const NAMES: Record<Gap, keyof typeof words> = { template: "template", packCode: "pack", packVersion: "version", title: "name", order: "order", cap: "cap", envelope: "envelope" };

function Done({ made }: { made: Made }) {
  const w = useWords(words);
  const { docket } = made.receipt;
  return (
    <Alert
      type="success" showIcon title={w("created", { code: docket?.code ?? "" })} data-created={docket?.id}
      description={<div className="stack"><span>{w("nextSteps")}</span>{made.needs.length > 0 && <Outcomes outcomes={made.needs} nameOf={() => w("needs")} />}<Link to={`/dockets/${docket?.id ?? ""}`}>{w("open")}</Link></div>}
    />
  );
}

function Building({ call, docket, needs }: { call: string; docket?: Docket; needs: string[] }) {
  const w = useWords(words);
  const refresh = useRefresh();
  const { plan, put, forget } = usePlan(call, docket, needs);
  const notice = useNotice(plan);
  const [step, setStep] = useState(0);
  const [tried, setTried] = useState(-1);
  const ids = useRef(new EachIds());
  const gaps = gapsOf(plan);
  const send = useMutation({
    mutationFn: async (): Promise<Made> => (docket ? { receipt: await reviseCall(docket, plan, ids.current), needs: [] } : createCall(plan, ids.current)),
    onSuccess: () => {
      forget();
      void refresh();
    },
  });
  const go = (next: number) => {
    setTried(Math.max(tried, step));
    const blocked = Object.values(gaps).some((at) => at === step);
    setStep(next > step && blocked ? step : next);
  };
  const names = ["step1", "step2", "step3", "step4", docket ? "step5revise" : "step5"] as const;
  const Shown = STEPS[step];
  const missing = (Object.keys(gaps) as Gap[]).map((gap) => w(NAMES[gap]));
  if (send.data && !docket) return <Done made={send.data} />;
  return (
    <div className="two">
      <div className="stack">
        {send.data && <Alert type="success" showIcon title={w("saved")} action={<Link to={`/dockets/${call}`}>{w("open")}</Link>} />}
        <nav aria-label={w("steps")}>
          <ol className="build-steps">
            {names.map((name, i) => (
              <li key={name}><button type="button" aria-current={i === step ? "step" : undefined} data-gap={Object.values(gaps).includes(i) || undefined} onClick={() => setStep(i)}><span>{i + 1}</span> {w(name)}</button></li>
            ))}
          </ol>
        </nav>
        <Card title={w(names[step] ?? "step5")} label={w(names[step] ?? "step5")}>
          {Shown && <Shown plan={plan} put={put} fixed={!!docket} wrong={(gap) => gaps[gap] !== undefined && ((gap !== "template" && gap !== "packCode" && gap !== "packVersion" && gap !== "title") || tried >= (gaps[gap] ?? 0))} />}
          {step === LAST && (missing.length > 0 ? <Alert type="warning" showIcon title={w("missing", { what: missing.join("、") })} /> : <p>{w("nextSteps")}</p>)}
          {step === LAST && send.error && <ProblemAlert error={send.error} />}
          <div className="row build-go">
            {step > 0 && <Button onClick={() => setStep(step - 1)}>{w("back")}</Button>}
            {step < LAST
              ? <Button type="primary" onClick={() => go(step + 1)}>{w("next")}</Button>
              : <Button type="primary" disabled={missing.length > 0} loading={send.isPending} onClick={() => send.mutate()}>{w(docket ? "save" : "create")}</Button>}
          </div>
        </Card>
      </div>
      <div className="sticky"><PublicCall call={notice} /></div>
    </div>
  );
}

export function Builder() {
  const w = useWords(words);
  const { call = "" } = useParams();
  const [query] = useSearchParams();
  const answer = useCall(call);
  const docket = answer.data?.docket;
  return (
    <Page title={w(call ? "revise" : "title")} hint={docket ? <Link to={`/dockets/${call}`}>{docket.title || docket.code}</Link> : w("hint")}>
      {call && answer.isPending && <Loading />}
      {answer.error && !docket && <ProblemAlert error={answer.error} />}
      {docket && docket.state !== "DRAFTING" && <Alert type="info" showIcon title={w("notDrafting")} action={<Link to={`/dockets/${call}`}>{w("open")}</Link>} />}
      {(!call || docket?.state === "DRAFTING") && <Building key={call} call={call} docket={docket} needs={query.getAll("need")} />}
    </Page>
  );
}
