// What agencies were commissioned to review.

import { useSession } from "../../app/session";
import { useWords } from "../../i18n/words";
import { EmptyState } from "../../ui/EmptyState";
import { LinkButton } from "../../ui/LinkButton";
import { DocketList } from "../lists/DocketList";
import { words } from "./words";

export function Commissions() {
  const w = useWords(words);
  const { has } = useSession();
  const begin = has("officer") && <LinkButton to="/commissions/new">{w("new")}</LinkButton>;
  return (
    <DocketList
      machine="commission" page="commissions" title={w("title")} actions={begin}
      empty={<EmptyState title={w("none")} hint={w(has("officer") ? "noneOfficer" : "noneOther")} action={begin} />}
    />
  );
}
