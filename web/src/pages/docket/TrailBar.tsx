// One step on in the list one came from.

import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { useEffect } from "react";
import { Link, useNavigate } from "react-router";
import { useWords } from "../../i18n/words";
import { useTrail } from "./trail";
import { words } from "./words";

function useSteps(previous: string | undefined, next: string | undefined): void {
  const go = useNavigate();
  useEffect(() => {
    let left = false;
    let stop = () => { left = true; };
    void import("./steps").then(({ hearSteps }) => {
      if (!left) stop = hearSteps(previous, next, (docket) => void go(`/dockets/${docket}`));
    });
    return () => stop();
  }, [previous, next, go]);
}

export function TrailBar({ id }: { id: string }) {
  const w = useWords(words);
  const trail = useTrail(id);
  useSteps(trail?.previous, trail?.next);
  if (!trail || trail.of < 2) return null;
  return (
    <nav className="trail small" aria-label={w("place", { at: trail.at + 1, of: trail.of })}>
      {trail.previous ? <Link to={`/dockets/${trail.previous}`} rel="prev" aria-keyshortcuts="k" title={`${w("previous")} (k)`}><LeftOutlined /> {w("previous")}</Link> : <span className="muted"><LeftOutlined /> {w("previous")}</span>}
      <span className="muted">{w("place", { at: trail.at + 1, of: trail.of })}</span>
      {trail.next ? <Link to={`/dockets/${trail.next}`} rel="next" aria-keyshortcuts="j" title={`${w("next")} (j)`}>{w("next")} <RightOutlined /></Link> : <span className="muted">{w("next")} <RightOutlined /></span>}
    </nav>
  );
}
