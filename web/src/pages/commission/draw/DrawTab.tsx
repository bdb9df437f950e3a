// The agency's side of the draw: commit to a seed, reveal it later.

import { useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useRef, useState } from "react";
import { Link } from "react-router";
import { commissions } from "../../../api/client/commission";
import { RequestIds } from "../../../form/requestId";
import type { Action, Docket, Receipt } from "../../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../../i18n";
import { useWords } from "../../../i18n/words";
import { Card } from "../../../ui/Card";
import { EmptyState } from "../../../ui/EmptyState";
import { Note } from "../../../ui/Note";
import { ProblemAlert } from "../../../ui/ProblemAlert";
import { Time } from "../../../ui/Time";
import { factsOf, factText, planVersion } from "../stage";
import "./draw.css";
import { saveText } from "./save";
import { able, commitmentOf, fileOf, newSeed, seedIn } from "./seed";
import { words } from "./words";

type Props = { docket: Docket; actions: Action[]; onDone: (event: string, receipt: Receipt) => void };

function Commit({ docket, onDone }: Props) {
  const w = useWords(words);
  const [made, setMade] = useState<{ seed: string; commitment: string }>();
  const [kept, setKept] = useState(false);
  const ids = useRef(new RequestIds());
  const send = useMutation({
    mutationFn: (commitment: string) => {
      const body = { docket: docket.id, etag: docket.seq, commitment };
      return commissions.commitDraw({ ...body, requestId: ids.current.idFor(body) });
    },
    onSuccess: (receipt) => {
      ids.current.done();
      onDone("commit_draw", receipt);
    },
  });
  const make = async () => {
    const seed = newSeed();
    setMade({ seed, commitment: await commitmentOf(docket.id, seed) });
    setKept(false);
  };
  return (
    <Card title={w("commitTitle")} hint={w("commitHint")}>
      {!able() ? <Note type="error" title={w("unable")} /> : !made ? <Button type="primary" data-make onClick={() => void make()}>{w("make")}</Button> : (
        <div className="stack">
          <Note type="info" role="status" title={w("made")} description={<>{w("willPublish")} <span className="mono hash" data-commitment>{made.commitment}</span></>} />
          <p>{w("keepFirst")}</p>
          <div className="row">
            <Button type={kept ? "default" : "primary"} data-keep onClick={() => { saveText(fileOf(made.seed), `draw-seed-${docket.code}.txt`); setKept(true); }}>{w("keep")}</Button>
            {kept && <span role="status" className="small">✓ {w("kept")}</span>}
          </div>
          <div className="row">
            <Button type={kept ? "primary" : "default"} data-publish disabled={!kept} loading={send.isPending} onClick={() => send.mutate(made.commitment)}>{w("publish")}</Button>
            <span className="muted small">{w("publishThen")}</span>
          </div>
          {send.error && <ProblemAlert error={send.error} />}
        </div>
      )}
    </Card>
  );
}

function Reveal({ docket, onDone }: Props) {
  const w = useWords(words);
  const { modal } = App.useApp();
  const [seed, setSeed] = useState("");
  const [name, setName] = useState("");
  const [fault, setFault] = useState<"fileBad" | "fileWrong">();
  const ids = useRef(new RequestIds());
  const committed = factText(docket, "draw", "agency");
  const send = useMutation({
    mutationFn: () => {
      const body = { docket: docket.id, etag: docket.seq, seed };
      return commissions.drawPanels({ ...body, requestId: ids.current.idFor(body) });
    },
    onSuccess: (receipt) => {
      ids.current.done();
      onDone("draw_panels", receipt);
    },
  });
  const read = async (file: File | undefined) => {
    setName(file?.name ?? "");
    const found = file && seedIn(await file.text());
    const right = found && (!able() || await commitmentOf(docket.id, found) === committed);
    setSeed(right ? found : "");
    setFault(!file || right ? undefined : found ? "fileWrong" : "fileBad");
  };
  const ask = () => modal.confirm({ title: w("sure"), content: w("revealThen"), okText: w("yes"), cancelText: w("cancel"), okButtonProps: { danger: true }, onOk: () => send.mutate() });
  return (
    <Card title={w("revealTitle")} hint={w("revealHint")}>
      <div className="stack">
        <div className="row">
          <label className="btn file-button">{w("file")}<input type="file" accept=".txt,text/plain" data-seed-file aria-describedby={fault ? "seed-fault" : undefined} onChange={(event) => void read(event.target.files?.[0])} /></label>
          <span className="small">{name}</span>
        </div>
        {fault && <div id="seed-fault" role="alert" className="field-defect">{w(fault)}</div>}
        {seed && <div role="status">✓ {w("fileRight")}</div>}
        <div className="row"><Button type="primary" data-reveal disabled={!seed} loading={send.isPending} onClick={ask}>{w("reveal")}</Button><span className="muted small">{w("revealThen")}</span></div>
        {send.error && <ProblemAlert error={send.error} />}
      </div>
    </Card>
  );
}

function Published({ docket }: { docket: Docket }) {
  const w = useWords(words);
  const draw = factsOf(docket).draw;
  return (
    <Card title={w("published")} extra={<Link to={`/draws/${docket.id}`}>{w("toRecord")}</Link>}>
      <p className="mono hash" data-published>{String(draw?.agency)}</p>
      <p className="muted small">{w("publishedAt")} <Time at={new Date(String(draw?.agency_at))} /> · {w(draw?.in_time === true ? "inTime" : "notInTime")}</p>
      {docket.state === "COMMISSIONED" && <p>{w("sealNext")}</p>}
    </Card>
  );
}

function Why({ actions, event }: { actions: Action[]; event: string }) {
  const { say } = useSpeak();
  const refused = actions.find((action) => action.event === event && action.refused);
  return refused ? <Note type="info" title={say(refused.refusedZh, refused.refusedEn)} /> : null;
}

export function DrawTab(props: Props) {
  const w = useWords(words);
  const { docket, actions } = props;
  const can = (event: string) => actions.some((action) => action.event === event && !action.refused);
  const committed = factText(docket, "draw", "agency") !== "";
  const drawn = planVersion(docket) > 0n;
  return (
    <div className="stack draw" style={{ maxWidth: 820 }}>
      <p className="muted">{w("intro")}</p>
      {committed ? <Published docket={docket} /> : can("commit_draw") ? <Commit {...props} /> : <EmptyState title={w("notYet")} hint={w("notYetHint")} />}
      {committed && !drawn && (can("draw_panels") ? <Reveal {...props} /> : <Why actions={actions} event="draw_panels" />)}
      {drawn && <Note type="success" title={w("drawn")} action={<Link to="?tab=panels">{w("toPanels")}</Link>} />}
    </div>
  );
}
