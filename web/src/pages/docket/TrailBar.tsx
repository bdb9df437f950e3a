// One step on in the list one came from.

import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Link } from "react-router";
import { useWords } from "../../i18n/words";
import { useTrail } from "./trail";
import { words } from "./words";

export function TrailBar({ id }: { id: string }) {
  const w = useWords(words);
  const trail = useTrail(id);
  if (!trail || trail.of < 2) return null;
  return (
    <nav className="trail small" aria-label={w("place", { at: trail.at + 1, of: trail.of })}>
      {trail.previous ? <Link to={`/dockets/${trail.previous}`} rel="prev"><LeftOutlined /> {w("previous")}</Link> : <span className="muted"><LeftOutlined /> {w("previous")}</span>}
      <span className="muted">{w("place", { at: trail.at + 1, of: trail.of })}</span>
      {trail.next ? <Link to={`/dockets/${trail.next}`} rel="next">{w("next")} <RightOutlined /></Link> : <span className="muted">{w("next")} <RightOutlined /></span>}
    </nav>
  );
}
