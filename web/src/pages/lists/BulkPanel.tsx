// The same verb for everything selected: what is possible, what it needs, what became of each.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Drawer } from "antd";
import { useState } from "react";
import { dockets } from "../../api/client/docket";
import { methodOf } from "../../api/methods";
import { useMethods } from "../../api/useMethods";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { mayHaveMoved } from "../../app/keys";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Loading } from "../../ui/Page";
import { BulkForm } from "./BulkForm";
import { mapFew, offersOf, type Item, type Offer } from "./bulk";
import { words } from "./words";

/** Where each of the selected stands and what may be done with it. */
function usePlan(selected: readonly Docket[]) {
  const [done, setDone] = useState(0);
  const plan = useQuery({
    queryKey: ["bulk", selected.map((one) => one.id)], staleTime: 0, gcTime: 0, refetchOnWindowFocus: false,
    queryFn: () => mapFew(selected, (one) => dockets.getDocket({ docket: one.id }).catch(() => undefined), setDone),
  });
  return { plan, done };
}

function Offers({ offers, count, onChoose }: { offers: Offer[]; count: number; onChoose: (offer: Offer) => void }) {
  const w = useWords(words);
  const { t, say } = useSpeak();
  return (
    <div className="stack">
      <p className="muted">{w("bulkChoose")}</p>
      <ul className="plain stack">
        {offers.map((offer) => (
          <li key={offer.event}>
            <Button block data-bulk={offer.event} disabled={!methodOf(offer.method)} onClick={() => onChoose(offer)}>
              {say(offer.zh, offer.en)}（{offer.possible}/{count}）{offer.irreversible && <span className="muted small">{t("docket.irreversible")}</span>}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

type Props = { selected: readonly Docket[]; onClose: () => void; onDone: (ids: readonly string[]) => void };

function Body({ selected, onDone, onBusy, onClose }: Props & { onBusy: (busy: boolean) => void }) {
  const w = useWords(words);
  const { plan, done } = usePlan(selected);
  const [chosen, setChosen] = useState<Offer>();
  useMethods(offersOf((plan.data ?? []).filter((one) => one !== undefined)).map((one) => one.method));
  if (plan.isPending) return <><p className="muted" role="status">{w("bulkReading", { done, count: selected.length })}</p><Loading /></>;
  const answers = (plan.data ?? []).filter((one) => one !== undefined);
  const offers = offersOf(answers);
  const items: Item[] = selected.map((one) => answers.find((answer) => answer.docket?.id === one.id)?.docket ?? one).map(({ id, seq, title, code }) => ({ id, seq, title, code }));
  const method = chosen && methodOf(chosen.method);
  if (chosen && method) return <BulkForm offer={chosen} method={method} items={items} onBack={() => setChosen(undefined)} onBusy={onBusy} onDone={onDone} onClose={onClose} />;
  return (
    <div className="stack">
      {answers.length < selected.length && <Alert type="warning" showIcon title={w("bulkUnreadable", { count: selected.length - answers.length })} />}
      {offers.length === 0 ? <Alert type="info" showIcon title={w("bulkNothing")} /> : <Offers offers={offers} count={selected.length} onChoose={setChosen} />}
    </div>
  );
}

export function BulkPanel(props: Props) {
  const w = useWords(words);
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const close = () => {
    if (busy) return;
    void queries.invalidateQueries({ predicate: ({ queryKey }) => mayHaveMoved(queryKey) });
    props.onClose();
  };
  return (
    <Drawer open title={w("bulkTitle", { count: props.selected.length })} size={560} onClose={close} mask={{ closable: !busy }} closable={!busy} keyboard={!busy} rootClassName="bulk-drawer">
      <Body {...props} onClose={close} onBusy={setBusy} />
    </Drawer>
  );
}
