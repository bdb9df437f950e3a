// The bar over the desk: what is saved, who else is here, and the ways to checks, preview, history and sending.

import { HistoryOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { Attendee } from "../gen/yanlu/desk/v1/live_pb";
import type { Docket } from "../gen/yanlu/docket/v1/docket_pb";
import { useWords } from "../i18n/words";
import { DeskLink } from "./DeskLink";
import type { View } from "./keeper";
import { placeOf, type DeskView } from "./place";
import { SavedBar } from "./SavedBar";
import type { Check } from "./useCheck";
import { words } from "./words";

type Props = {
  docket: Docket; view: View; labelOf: (path: string) => string; place: { view: DeskView | undefined; part: string | undefined }; check: Check; others: Attendee[];
  onSave: () => void; onOpen: (drawer: "check" | "history") => void;
};

function Others({ others, labelOf }: Pick<Props, "others" | "labelOf">) {
  const w = useWords(words);
  if (others.length === 0) return null;
  return (
    <span className="others" data-others={others.length} title={others.map((one) => (one.field ? w("hereAt", { who: one.name, field: labelOf(one.field) }) : one.name)).join("、")}>
      <span className="muted small">{w("here")}</span>
      {others.map((one) => <span key={one.person} className="other">{one.name}</span>)}
    </span>
  );
}

/** More are not counted in the corner of a button. */
const MANY = 99;

export function DeskBar({ docket, view, labelOf, place, check, others, onSave, onOpen }: Props) {
  const w = useWords(words);
  const errors = check.answer?.errors ?? 0;
  const project = docket.machine === "project";
  return (
    <SavedBar view={view} labelOf={labelOf} onSave={onSave}>
      <Others others={others} labelOf={labelOf} />
      {place.view && <DeskLink small plain to={placeOf({})}>{w("write")}</DeskLink>}
      {project && (
        <span className="counted">
          <Button size="small" onClick={() => onOpen("check")}>{w("check")}</Button>
          {errors > 0 && <b>{Math.min(errors, MANY)}</b>}
        </span>
      )}
      <DeskLink small plain to={placeOf({ view: "preview" })} pressed={place.view === "preview"}>{w("preview")}</DeskLink>
      <Button size="small" icon={<HistoryOutlined />} onClick={() => onOpen("history")}>{w("history")}</Button>
      {project && <DeskLink small to={placeOf({ view: "send" })} pressed={place.view === "send"}>{w("send")}</DeskLink>}
    </SavedBar>
  );
}
