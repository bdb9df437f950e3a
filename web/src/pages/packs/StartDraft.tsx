// Begins a draft, from a pack on file or from one that a release brought: the version and the day from which it is to be
// in force.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { packDrafts } from "../../api/desk";
import { RequestIds } from "../../form/requestId";
import { useWords } from "../../i18n/words";
import { Modal } from "../../ui/Modal";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { useDrafts, usePackList } from "./data";
import { nextVersion, todayInShanghai, type Pack } from "./model";
import { words } from "./words";

type Props = { open: boolean; hash: string; pack: Pick<Pack, "code" | "version">; offered?: boolean; onClose: () => void };

function StartForm({ hash, pack, offered = false, onClose }: Omit<Props, "open">) {
  const w = useWords(words);
  const go = useNavigate();
  const queries = useQueryClient();
  const packs = usePackList();
  const drafts = useDrafts();
  const [ids] = useState(() => new RequestIds());
  const [typed, setTyped] = useState<string>();
  const [day, setDay] = useState(todayInShanghai());
  const taken = new Set([...(packs.data ?? []), ...(drafts.data ?? [])].filter((one) => one.code === pack.code).map((one) => one.version));
  const version = typed ?? (offered && !taken.has(pack.version) ? pack.version : nextVersion(pack.version, taken));
  const begin = useMutation({
    mutationFn: () => {
      const body = { version, effectiveFrom: day };
      const requestId = ids.idFor({ hash, offered, ...body });
      return offered ? packDrafts.adoptPackOffer({ requestId, hash, ...body }) : packDrafts.startPackDraft({ requestId, baseHash: hash, ...body });
    },
    onSuccess: (draft) => {
      void queries.invalidateQueries({ queryKey: ["pack-drafts"] });
      void queries.invalidateQueries({ queryKey: ["pack-offers"] });
      void go(`/packs/drafts/${draft.id}`);
    },
  });
  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); begin.mutate(); }}>
      <h2>{w(offered ? "adopt" : "startTitle")}</h2>
      <p className="muted">{w(offered ? "adoptHint" : "startHint", { version: pack.version })}</p>
      <label className="pack-label">{w("version")}<Input value={version} maxLength={30} required onChange={(e) => setTyped(e.target.value)} /></label>
      <label className="pack-label">{w("day")}<Input type="date" value={day} min={todayInShanghai()} required onChange={(e) => setDay(e.target.value)} /></label>
      {begin.error && <ProblemAlert error={begin.error} />}
      <div className="row"><Button type="primary" htmlType="submit" loading={begin.isPending}>{w("start")}</Button><Button onClick={onClose}>{w("cancel")}</Button></div>
    </form>
  );
}

export function StartDraft({ open, onClose, ...rest }: Props) {
  const w = useWords(words);
  return <Modal open={open} label={w(rest.offered ? "adopt" : "startTitle")} className="pack-modal" onClose={onClose}><StartForm {...rest} onClose={onClose} /></Modal>;
}
