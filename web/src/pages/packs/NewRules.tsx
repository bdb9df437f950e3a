// Tells whoever may change the rules, where they begin the day, that a release brought newer ones.

import { Alert } from "antd";
import { Link } from "react-router";
import { useWords } from "../../i18n/words";
import { useOffers } from "./data";
import { words } from "./words";

export function NewRules() {
  const w = useWords(words);
  const waiting = useOffers().data?.find((offer) => offer.draft === "");
  if (!waiting) return null;
  return (
    <Alert
      type="info" showIcon className="queue-new-rules" title={w("offerNews", { version: waiting.version, base: waiting.baseVersion })}
      description={<Link to="/packs">{w("offerLook")}</Link>}
    />
  );
}
