// The newer rules that a release brought: they bind nobody until they are compared, adopted and approved.

import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useSession } from "../../app/session";
import type { PackOffer } from "../../gen/yanlu/programme/v1/pack_pb";
import { useWords } from "../../i18n/words";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Time } from "../../ui/Time";
import { Changes } from "./Changes";
import { useOffers, WRITES } from "./data";
import { StartDraft } from "./StartDraft";
import { words } from "./words";

function Offer({ offer }: { offer: PackOffer }) {
  const w = useWords(words);
  const session = useSession();
  const [compared, setCompared] = useState(false);
  const [adopting, setAdopting] = useState(false);
  const said = { version: offer.version, base: offer.baseVersion };
  const mayAdopt = session.has(...WRITES) && offer.draft === "";
  return (
    <article className="item stack" data-offer={`${offer.code} ${offer.version}`}>
      <div className="between">
        <h3>{offer.title} {offer.version}</h3>
        <span className="pack-badge" data-standing="coming">{w("offered")}</span>
      </div>
      <div className="item-meta"><span>{w("offeredAt")} <Time at={offer.offeredAt} /></span></div>
      <p>{w("offerStays", said)}</p>
      {offer.versionTaken && <p className="pack-waits">{w("offerTaken", said)}</p>}
      <div className="row">
        <Button aria-expanded={compared} onClick={() => setCompared(!compared)}>{w("offerCompare", said)}</Button>
        {mayAdopt && <Button type="primary" onClick={() => setAdopting(true)}>{w("adopt")}</Button>}
        {offer.draft && <Link to={`/packs/drafts/${offer.draft}`}>{w("offerDraft")}</Link>}
      </div>
      {compared && <Changes before={offer.baseHash} after={offer.hash} />}
      <StartDraft open={adopting} hash={offer.hash} pack={offer} offered onClose={() => setAdopting(false)} />
    </article>
  );
}

export function Offers() {
  const w = useWords(words);
  const offers = useOffers();
  if (offers.error) return <ProblemAlert error={offers.error} onRetry={() => void offers.refetch()} />;
  if (!offers.data?.length) return null;
  return (
    <section className="stack pack-part" aria-label={w("offers")}>
      <h2>{w("offers")}</h2>
      {offers.data.map((offer) => <Offer key={offer.hash} offer={offer} />)}
    </section>
  );
}
