// Two people changed the same field: both texts with what differs, and a choice
// for each: mine, theirs, or both edited into one.

import { Modal, Radio } from "antd";
import { useEffect, useMemo, useState } from "react";
import type { FormField } from "../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../i18n";
import { useWords } from "../i18n/words";
import { LongText } from "../ui/LongText";
import { SaidTime } from "../ui/SaidTime";
import { labelOf } from "../words/labels";
import { DiffText } from "./DiffText";
import { together } from "./diff";
import { showValue } from "./field";
import type { Stale } from "./keeper";
import { same, type Choices, type Clash, type JsonValue } from "./merge";
import { words } from "./words";

type Which = "mine" | "theirs" | "both";
type Choice = { which: Which; text?: string };
type Props = { stale: Stale | undefined; fields: Map<string, FormField>; onChoose: (choices: Choices) => void };

const isText = (clash: Clash): boolean => [clash.mine, clash.theirs].every((one) => one === undefined || typeof one === "string");
const isRows = (clash: Clash): boolean => [clash.mine, clash.theirs].every(Array.isArray);

const textOf = (value: JsonValue | undefined): string => (typeof value === "string" ? value : "");

function rowsOfBoth(clash: Clash): JsonValue {
  const [mine, theirs] = [clash.mine as JsonValue[], clash.theirs as JsonValue[]];
  return [...mine, ...theirs.filter((row) => !mine.some((one) => same(one, row)))];
}

function valueOf(clash: Clash, choice: Choice): JsonValue | undefined {
  if (choice.which === "theirs") return clash.theirs;
  if (choice.which === "mine") return clash.mine;
  return isText(clash) ? choice.text ?? together(textOf(clash.mine), textOf(clash.theirs)) : rowsOfBoth(clash);
}

function ClashChoice({ clash, field, choice, onChange }: { clash: Clash; field: FormField | undefined; choice: Choice; onChange: (choice: Choice) => void }) {
  const w = useWords(words);
  const { say, language } = useSpeak();
  const label = field ? say(field.zh, field.en) : labelOf(clash.field)[language];
  const [mine, theirs] = [showValue(field, clash.mine, language), showValue(field, clash.theirs, language)];
  const both = isText(clash) ? "both" : isRows(clash) ? "bothRows" : undefined;
  return (
    <fieldset className="item clash" data-clash={clash.field}>
      <legend className="field-label">{label}</legend>
      <Radio.Group value={choice.which} aria-label={label} className="clash-choices" onChange={(e) => onChange({ ...choice, which: e.target.value as Which })}>
        <Radio value="mine"><strong>{w("mine")}</strong><div className="clash-text">{mine ? <DiffText from={mine} to={theirs} only="less" /> : w("blank")}</div></Radio>
        <Radio value="theirs"><strong>{w("theirs")}</strong><div className="clash-text">{theirs ? <DiffText from={mine} to={theirs} only="more" /> : w("blank")}</div></Radio>
        {both && <Radio value="both"><strong>{w(both)}</strong></Radio>}
      </Radio.Group>
      {choice.which === "both" && both === "both" && (
        <>
          <p className="muted small">{w("bothHint")}</p>
          <LongText
            aria-label={`${w("both")}：${label}`} value={choice.text ?? together(textOf(clash.mine), textOf(clash.theirs))} max={field?.max}
            onChange={(text) => onChange({ which: "both", text })}
          />
        </>
      )}
    </fieldset>
  );
}

export function MergeDialog({ stale, fields, onChoose }: Props) {
  const w = useWords(words);
  const [choices, setChoices] = useState<ReadonlyMap<string, Choice>>(new Map());
  useEffect(() => setChoices(new Map()), [stale]);
  const clashes = useMemo(() => stale?.result.clashes ?? [], [stale]);
  if (!stale) return null;
  const of = (clash: Clash): Choice => choices.get(clash.field) ?? { which: "mine" };
  const facts = { who: stale.theirs.savedBy || w("someone"), version: stale.theirs.version.toString() };
  return (
    <Modal
      open title={w("mergeTitle")} width={860} closable={false} mask={{ closable: false }} keyboard={false} okText={w("apply")}
      cancelButtonProps={{ style: { display: "none" } }} onOk={() => onChoose(new Map(clashes.map((clash) => [clash.field, valueOf(clash, of(clash))])))}
    >
      <p><SaidTime at={stale.theirs.savedAt}>{(time) => w("mergeHint", { ...facts, time })}</SaidTime></p>
      <p className="muted small">{w("legend")}</p>
      <div className="card-list">
        {clashes.map((clash) => (
          <ClashChoice
            key={clash.field} clash={clash} field={fields.get(clash.field)} choice={of(clash)}
            onChange={(choice) => setChoices(new Map([...choices, [clash.field, choice]]))}
          />
        ))}
      </div>
    </Modal>
  );
}
