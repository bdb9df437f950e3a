// What was recorded, in the words of the form it was asked in, and the way to the file it concerns.

import { Link } from "react-router";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { useWords } from "../../i18n/words";
import { FactsCard } from "../docket/FactsCard";
import "./labels";
import { words } from "./words";

export function ContactCard({ docket }: { docket: Docket }) {
  const w = useWords(words);
  const concerned = (docket.facts as { lobby?: { subject?: string } } | undefined)?.lobby?.subject;
  return (
    <>
      {concerned && <div className="row"><Link to={`/dockets/${concerned}`}>{w("concerned")}</Link></div>}
      <FactsCard docket={docket} />
    </>
  );
}
