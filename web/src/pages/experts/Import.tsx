// Experts from a spreadsheet: checked first, then kept; bad rows one by one.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useRef, useState } from "react";
import { Link } from "react-router";
import { experts } from "../../api/client/expert";
import { RequestIds } from "../../form/requestId";
import type { ImportExpertsResponse, ImportRow } from "../../gen/yanlu/review/v1/expert_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/EmptyState";
import { LinkButton } from "../../ui/LinkButton";
import { Note } from "../../ui/Note";
import { Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { keep } from "./data";
import { words } from "./words";
import "./experts.css";

function Bad({ rows }: { rows: ImportRow[] }) {
  const w = useWords(words);
  const { say } = useSpeak();
  if (rows.length === 0) return <EmptyState title={w("noBadRows")} />;
  return (
    <div className="table-wrap">
      <table className="table" aria-label={w("badRows")}>
        <thead><tr>{(["row", "name", "column", "problem"] as const).map((head) => <th key={head} scope="col">{w(head)}</th>)}</tr></thead>
        <tbody>
          {rows.flatMap((row) => row.faults.map((fault, i) => (
            <tr key={`${row.row}-${i}`} data-bad-row={row.row}><td className="num">{row.row}</td><td>{row.name}</td><td>{fault.column}</td><td>{say(fault.zh, fault.en)}</td></tr>
          )))}
        </tbody>
      </table>
    </div>
  );
}

function Report({ answer }: { answer: ImportExpertsResponse }) {
  const w = useWords(words);
  const { kept, known, refused } = answer;
  const good = answer.rows.filter((row) => row.outcome !== "refused");
  return (
    <div className="stack" data-import={answer.dryRun ? "checked" : "kept"}>
      <Note type={refused > 0 ? "warning" : "success"} role="status" title={w(answer.dryRun ? "drySum" : "importedSum", { kept, known, refused })} />
      <Card title={w("badRows")} level="h3"><Bad rows={answer.rows.filter((row) => row.outcome === "refused")} /></Card>
      {good.length > 0 && (
        <Card title={w("goodRows")} level="h3">
          <ul>{good.map((row) => <li key={row.row}>{w("row")} {row.row} · {row.person ? <Link to={`/experts/${row.person}`}>{row.name}</Link> : row.name} · {w(row.outcome === "known" ? "known" : "kept")}</li>)}</ul>
        </Card>
      )}
    </div>
  );
}

export function Import() {
  const w = useWords(words);
  const queries = useQueryClient();
  const [file, setFile] = useState<File>();
  const ids = useRef(new RequestIds());
  const template = useMutation({ mutationFn: () => experts.getImportTemplate({}), onSuccess: keep });
  const send = useMutation({
    mutationFn: async (dryRun: boolean) => {
      if (!file) throw new Error("no file");
      const about = { name: file.name, size: file.size, changed: file.lastModified, dryRun };
      return experts.importExperts({ fileName: file.name, content: new Uint8Array(await file.arrayBuffer()), dryRun, requestId: ids.current.idFor(about) });
    },
    onSuccess: (answer) => {
      if (!answer.dryRun) void queries.invalidateQueries({ queryKey: ["experts"] });
    },
  });
  return (
    <Page title={w("import")} hint={w("importHint")} actions={<><Button loading={template.isPending} onClick={() => template.mutate()}>{w("template")}</Button><LinkButton type="default" to="/experts">{w("back")}</LinkButton></>}>
      <div className="stack">
        <Card>
          <div className="row">
            <label className="day-field">{w("choose")}<input type="file" accept=".xlsx,.csv" onChange={(event) => { setFile(event.target.files?.[0]); send.reset(); }} /></label>
            <Button disabled={!file} loading={send.isPending && send.variables} onClick={() => send.mutate(true)}>{w("dryRun")}</Button>
            <Button type="primary" disabled={!file} loading={send.isPending && !send.variables} onClick={() => send.mutate(false)}>{w("doImport")}</Button>
          </div>
        </Card>
        {(send.error ?? template.error) && <ProblemAlert error={send.error ?? template.error} />}
        {send.data && <Report answer={send.data} />}
      </div>
    </Page>
  );
}
