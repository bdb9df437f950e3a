// The register: discipline and audit see every record, everybody else their own.

import { useSession } from "../../app/session";
import { useWords } from "../../i18n/words";
import { EmptyState } from "../../ui/EmptyState";
import { LinkButton } from "../../ui/LinkButton";
import { DocketList } from "../lists/DocketList";
import { words } from "./words";

const WRITERS = ["reviewer", "agency", "officer", "director", "party_group", "leading_group", "finance"];

export function Contacts() {
  const w = useWords(words);
  const { has } = useSession();
  const record = has(...WRITERS) && <LinkButton to="/contacts/new">{w("record")}</LinkButton>;
  return <DocketList machine="lobby" page="contacts" title={w("title")} actions={record} empty={<EmptyState title={w("none")} hint={w("noneHint")} action={record} />} />;
}
