// Work without a connection: the pack to take along, and the filled sheet brought back as drafts.

import { useMutation } from "@tanstack/react-query";
import { Button, Modal } from "antd";
import { useRef } from "react";
import { reviewing } from "../../api/client/reviewing";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { download } from "../../ui/download";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { words } from "./words";

export function Offline({ call, onLoaded }: { call: string; onLoaded: () => void }) {
  const w = useWords(words);
  const { language } = useSpeak();
  const picker = useRef<HTMLInputElement>(null);
  const take = useMutation({ mutationFn: () => download(`/papers/reviews/pack.zip?call=${encodeURIComponent(call)}`, "pack.zip") });
  const load = useMutation({
    mutationFn: async (file: File) => reviewing.importOpinionDrafts({ requestId: crypto.randomUUID(), file: new Uint8Array(await file.arrayBuffer()) }),
    onSuccess: onLoaded,
  });
  const bad = load.data?.rows.filter((row) => row.faults.length > 0) ?? [];
  const shut = () => {
    take.reset();
    load.reset();
  };
  const error = take.error ?? load.error;
  return (
    <>
      <Button loading={take.isPending} onClick={() => take.mutate()}>{w("pack")}</Button>
      <Button loading={load.isPending} onClick={() => picker.current?.click()}>{w("upload")}</Button>
      <input
        ref={picker} type="file" hidden accept=".xlsx" aria-label={w("upload")}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) load.mutate(file);
        }}
      />
      <Modal open={!!error || load.isSuccess} title={w("upload")} footer={null} onCancel={shut}>
        {error && <ProblemAlert error={error} />}
        {load.data && (
          <div className="stack">
            <p role="status">{w("uploaded", { kept: load.data.kept, bad: bad.length })}</p>
            <ul>{bad.map((row) => <li key={row.row}>{w("rowNo", { row: row.row })} {row.title}：{row.faults.map((fault) => fault[language]).join("；")}</li>)}</ul>
          </div>
        )}
      </Modal>
    </>
  );
}
