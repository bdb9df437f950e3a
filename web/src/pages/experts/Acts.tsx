// What may be done to a file, with the consequence and a reason asked for.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input } from "antd";
import { useRef, useState } from "react";
import { experts } from "../../api/client/expert";
import { RequestIds } from "../../form/requestId";
import type { Expert } from "../../gen/yanlu/review/v1/expert_pb";
import { useWords } from "../../i18n/words";
import { LinkButton } from "../../ui/LinkButton";
import { Modal } from "../../ui/Modal";
import { ProblemAlert } from "../../ui/ProblemAlert";
import "../team/people.css";
import { words } from "./words";

const ASKED = ["verify", "suspend", "reinstate", "remove"] as const;
type Act = (typeof ASKED)[number];

const CALL = { suspend: experts.suspendExpert, reinstate: experts.reinstateExpert, remove: experts.removeExpert };

function useAct(expert: Expert, act: Act, onDone: (secret: string) => void) {
  const ids = useRef(new RequestIds());
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (words: string) => {
      const body = { person: expert.person, etag: expert.version };
      const requestId = ids.current.idFor({ ...body, act, words });
      if (act === "verify") return (await experts.verifyExpert({ ...body, requestId, note: words })).secret;
      await CALL[act]({ ...body, requestId, reason: words });
      return "";
    },
    onSuccess: async (secret) => {
      ids.current.done();
      onDone(secret);
      await Promise.all(["expert", "experts"].map((key) => queries.invalidateQueries({ queryKey: [key] })));
    },
  });
}

function Ask({ expert, act, onClose, onSecret }: { expert: Expert; act: Act; onClose: () => void; onSecret: (secret: string) => void }) {
  const w = useWords(words);
  const run = useAct(expert, act, (secret) => (secret ? onSecret(secret) : onClose()));
  const reason = act !== "verify";
  return (
    <>
      <h2>{w(act)}：{expert.name}</h2>
      <p className="muted">{w(`${act}Hint`)}</p>
      <Form<{ words?: string }> name="act" layout="vertical" requiredMark={false} onFinish={({ words: said }) => run.mutate(said ?? "")}>
        <Form.Item name="words" label={w(reason ? "why" : "checked")} rules={reason ? [{ required: true, whitespace: true, message: w("reasonMissing") }] : []}><Input.TextArea rows={3} maxLength={1000} autoFocus /></Form.Item>
        <div className="stack">
          {run.error && <ProblemAlert error={run.error} />}
          <div className="row"><Button type="primary" htmlType="submit" loading={run.isPending} danger={act === "remove"}>{w("confirm")}</Button><Button onClick={onClose}>{w("cancel")}</Button></div>
        </div>
      </Form>
    </>
  );
}

function Secret({ secret, onClose }: { secret: string; onClose: () => void }) {
  const w = useWords(words);
  const link = `${location.origin}/invitation#${secret}`;
  return (
    <div className="stack">
      <h2>{w("linkTitle")}</h2>
      <p className="muted">{w("linkHint")}</p>
      <div className="secret" role="group" aria-label={w("linkTitle")}><code>{link}</code><Button onClick={() => void navigator.clipboard?.writeText(link)}>{w("copy")}</Button></div>
      <Button type="primary" onClick={onClose}>{w("done")}</Button>
    </div>
  );
}

function AskRefresh({ expert }: { expert: Expert }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const ids = useRef(new RequestIds());
  const ask = useMutation({
    mutationFn: () => experts.askRefresh({ people: [expert.person], requestId: ids.current.idFor(expert.person) }),
    onSuccess: ({ asked }) => {
      ids.current.done();
      void message.success(w("asked", { n: asked }));
    },
    onError: () => void message.error(w("ask_refresh")),
  });
  return <Button loading={ask.isPending} onClick={() => ask.mutate()}>{w("ask_refresh")}</Button>;
}

export function Acts({ expert }: { expert: Expert }) {
  const w = useWords(words);
  const [act, setAct] = useState<Act>();
  const [secret, setSecret] = useState("");
  const close = () => {
    setAct(undefined);
    setSecret("");
  };
  return (
    <div className="row">
      {ASKED.filter((one) => expert.acts.includes(one)).map((one) => <Button key={one} type={one === "verify" ? "primary" : "default"} data-act={one} onClick={() => setAct(one)}>{w(one)}</Button>)}
      {expert.acts.includes("ask_refresh") && <AskRefresh expert={expert} />}
      {expert.acts.includes("refresh") && <LinkButton to="/experts/mine">{w("refresh")}</LinkButton>}
      <Modal open={act !== undefined} label={act ? w(act) : ""} className="people-dialog" onClose={close}>
        {secret ? <Secret secret={secret} onClose={close} /> : act && <Ask expert={expert} act={act} onClose={close} onSecret={setSecret} />}
      </Modal>
    </div>
  );
}
