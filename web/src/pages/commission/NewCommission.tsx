// An officer commissions an agency: which call, which of its applications, and how.

import { useQuery } from "@tanstack/react-query";
import { App } from "antd";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { dockets } from "../../api/clients";
import { ActionForm } from "../../form/ActionForm";
import { CommissionService } from "../../gen/yanlu/review/v1/commission_pb";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/EmptyState";
import { LinkButton } from "../../ui/LinkButton";
import { Note } from "../../ui/Note";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { useRefresh } from "../docket/useDocket";
import "./commission.css";
import { Scope, type ScopeValue } from "./Scope";
import { factText } from "./stage";
import { Unplaced } from "./Unplaced";
import { words } from "./words";

const COMMISSIONABLE = ["PUBLISHED", "OPEN", "CLOSED", "IN_REVIEW"];

function Terms({ call }: { call: Docket }) {
  const w = useWords(words);
  const go = useNavigate();
  const refresh = useRefresh();
  const { message } = App.useApp();
  const [scope, setScope] = useState<ScopeValue>();
  const given = factText(call, "commission", "agency");
  return (
    <>
      <Scope call={call.id} value={scope} onChange={setScope} />
      {factText(call, "terms", "blind") === "double" && <Note title={w("blindCall")} />}
      <ActionForm
        key={call.id} method={CommissionService.method.createCommission} name={w("new")} fixed={{ call: call.id, allApplications: scope === undefined, applications: scope ?? [] }}
        initial={{ mode: "remote", method: "optimal", blind: factText(call, "terms", "blind") || "single", ...(given && { agency: given }) }}
        elsewhere={(_, outside) => <Unplaced violations={outside} />}
        onDone={(receipt) => {
          void refresh();
          void message.success(w("created"));
          void go(`/commissions/${receipt.docket?.id ?? ""}`);
        }}
      />
    </>
  );
}

export function NewCommission() {
  const w = useWords(words);
  const [query, setQuery] = useSearchParams();
  const calls = useQuery({ queryKey: ["dockets", "commissionable"], queryFn: () => dockets.listDockets({ machine: "call", states: COMMISSIONABLE, pageSize: 200 }) });
  const list = calls.data?.dockets ?? [];
  const call = list.find((one) => one.id === query.get("call"));
  return (
    <Page title={w("new")} hint={w("newHint")}>
      {calls.isPending && <Loading />}
      {calls.error && <ProblemAlert error={calls.error} onRetry={() => void calls.refetch()} />}
      {calls.data && list.length === 0 && <EmptyState title={w("noCalls")} hint={w("noCallsHint")} action={<LinkButton to="/batches">{w("toCalls")}</LinkButton>} />}
      {list.length > 0 && (
        <div style={{ maxWidth: 760 }}>
          <Card>
            <div className="field">
              <label className="field-label" htmlFor="commission-call">{w("call")}</label>
              <select id="commission-call" className="plain-select" value={call?.id ?? ""} onChange={(event) => setQuery(event.target.value ? { call: event.target.value } : {}, { replace: true })}>
                <option value="">{w("pickCall")}</option>
                {list.map((one) => <option key={one.id} value={one.id}>{`${one.title} · ${one.stateZh}`}</option>)}
              </select>
              <p className="muted small">{w("callHint")}</p>
            </div>
            {call && <div className="commission-terms"><Terms call={call} /></div>}
          </Card>
        </div>
      )}
    </Page>
  );
}
