// Begins a new subject: an application or a need; a call is built on a page of its own.

import type { DescMethodUnary } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { lazy, Suspense } from "react";
import { Navigate, useNavigate, useParams, useSearchParams } from "react-router";
import { Broken } from "../../app/Broken";
import { ProgrammeService } from "../../gen/yanlu/programme/v1/programme_pb";
import { useSpeak } from "../../i18n";
import { Card } from "../../ui/Card";
import { Loading, Page } from "../../ui/Page";

// Each kind of beginning loads its own form.
const NewApplication = lazy(async () => ({ default: (await import("./NewApplication")).NewApplication }));
const ActionForm = lazy(async () => ({ default: (await import("../../form/ActionForm")).ActionForm }));

type Start = { method: DescMethodUnary; title: string; hint: string; then: string };

const STARTS: Record<string, Start> = {
  need: { method: ProgrammeService.method.createNeed, title: "create.need", hint: "create.hintNeed", then: "material" },
};

export function Create() {
  const { t } = useSpeak();
  const { what = "" } = useParams();
  const [query] = useSearchParams();
  const go = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const start = STARTS[what];
  if (what === "application") return <Suspense fallback={<Loading />}><NewApplication call={query.get("call")} /></Suspense>;
  if (what === "call") return <Navigate to="/builder" replace />;
  if (!start) return <Broken missing />;
  return (
    <Page title={t(start.title)} hint={t(start.hint)}>
      <div style={{ maxWidth: 760 }}><Card>
        <Suspense fallback={<Loading />}><ActionForm
          key={what} method={start.method} name={t(start.title)}
          onDone={(receipt) => {
            void queries.invalidateQueries();
            void message.success(t("action.done", { what: t(start.title) }));
            void go(`/dockets/${receipt.docket?.id ?? ""}?tab=${start.then}`);
          }}
        /></Suspense>
      </Card></div>
    </Page>
  );
}
