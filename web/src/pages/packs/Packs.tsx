// The versions of the rules, and what is being changed.

import { Link } from "react-router";
import type { PackDraft } from "../../gen/yanlu/programme/v1/pack_pb";
import type { Pack } from "../../gen/yanlu/programme/v1/programme_pb";
import { useWords } from "../../i18n/words";
import { EmptyState } from "../../ui/EmptyState";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Time } from "../../ui/Time";
import { useDrafts, usePackList } from "./data";
import { standings, todayInShanghai, type Standing } from "./model";
import { Offers } from "./Offers";
import { words } from "./words";
import "./packs.css";

export function DraftStatus({ status }: { status: string }) {
  const w = useWords(words);
  const key = `status_${status}` as keyof typeof words;
  return <span className="pack-badge" data-status={status}>{key in words ? w(key) : ""}</span>;
}

function PackItem({ pack, standing }: { pack: Pack; standing: Standing | undefined }) {
  const w = useWords(words);
  return (
    <article className="item" data-pack={`${pack.code} ${pack.version}`}>
      <div className="between">
        <h3><Link to={`/packs/${pack.hash}`}>{pack.title} {pack.version}</Link></h3>
        {standing && <span className="pack-badge" data-standing={standing}>{w(standing)}</span>}
      </div>
      <div className="item-meta"><span>{w("effective", { day: pack.effectiveFrom })}</span></div>
    </article>
  );
}

function DraftItem({ draft }: { draft: PackDraft }) {
  const w = useWords(words);
  return (
    <article className="item" data-draft={draft.id}>
      <div className="between">
        <h3><Link to={`/packs/drafts/${draft.id}`}>{draft.title} {draft.version}</Link></h3>
        <DraftStatus status={draft.status} />
      </div>
      <div className="item-meta">
        <span>{w("from", { version: draft.baseVersion })}</span><span>{w("effective", { day: draft.effectiveFrom })}</span>
        <span>{w("savedBy", { who: draft.savedByName })} <Time at={draft.savedAt} /></span>
      </div>
    </article>
  );
}

const LIVING = new Set(["draft", "submitted", "returned"]);

function Drafts({ drafts }: { drafts: PackDraft[] }) {
  const w = useWords(words);
  const living = drafts.filter((draft) => LIVING.has(draft.status)).sort((a, b) => Number(b.mayDecide) - Number(a.mayDecide));
  const closed = drafts.filter((draft) => !LIVING.has(draft.status));
  const mine = living.filter((draft) => draft.mayDecide).length;
  return (
    <section className="stack pack-part" aria-label={w("drafts")}>
      <h2>{w("drafts")}</h2>
      {mine > 0 && <p className="pack-waits" role="status">{w("decideThese", { n: mine })}</p>}
      {living.length === 0 && <EmptyState title={w("noDrafts")} hint={w("noDraftsHint")} />}
      {living.map((draft) => <DraftItem key={draft.id} draft={draft} />)}
      {closed.length > 0 && <details><summary>{w("closed")}（{closed.length}）</summary><div className="card-list">{closed.map((draft) => <DraftItem key={draft.id} draft={draft} />)}</div></details>}
    </section>
  );
}

export function Packs() {
  const w = useWords(words);
  const list = usePackList();
  const drafts = useDrafts();
  const standing = standings(list.data ?? [], todayInShanghai());
  const rank = (pack: Pack) => ["inForce", "coming", "past", "practice"].indexOf(standing.get(pack.hash) ?? "practice");
  return (
    <Page title={w("title")} hint={w("hint")}>
      {list.isPending && <Loading />}
      {list.error && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      {drafts.error && <ProblemAlert error={drafts.error} onRetry={() => void drafts.refetch()} />}
      <Offers />
      {drafts.data && <Drafts drafts={drafts.data} />}
      {list.data && (
        <section className="stack pack-part" aria-label={w("versions")}>
          <h2>{w("versions")}</h2>
          {[...list.data].sort((a, b) => rank(a) - rank(b)).map((pack) => <PackItem key={pack.hash} pack={pack} standing={standing.get(pack.hash)} />)}
        </section>
      )}
    </Page>
  );
}
