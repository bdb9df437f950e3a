// The list of points: pointed at in the material beside, worded from a library of phrases.

import { CloseOutlined, DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Popover, Select } from "antd";
import { useEffect, useId, useRef, useState } from "react";
import { dockets } from "../api/clients";
import { desk } from "../api/desk";
import { useSession } from "../app/session";
import type { Phrase } from "../gen/yanlu/desk/v1/desk_pb";
import { useSpeak } from "../i18n";
import { useWords } from "../i18n/words";
import { LongText } from "../ui/LongText";
import { useActionContext, usePoint } from "./context";
import type { Option } from "./options";
import { topicOf, withPoint } from "./pointed";
import { RequestIds } from "./requestId";
import type { Row } from "./values";
import type { WidgetProps } from "./widgets";
import { words } from "./words";

/** The fields of the subject’s form, to point at. */
function useFormFields(): Option[] {
  const { docket } = useActionContext();
  const { t, say } = useSpeak();
  const { data } = useQuery({
    queryKey: ["form", docket], enabled: !!docket, staleTime: 60_000, retry: false,
    queryFn: () => dockets.getForm({ docket: docket ?? "" }),
  });
  const fields = data?.sections.flatMap((section) =>
    section.fields.map((field) => ({ value: field.path, label: `${say(section.zh, section.en)} / ${say(field.zh, field.en)}` }))) ?? [];
  return [{ value: "", label: t("rows.whole") }, ...fields];
}

function usePhrases(topic: string) {
  const { has } = useSession();
  return useQuery({
    queryKey: ["phrases", topic], staleTime: 60_000, retry: false, enabled: has("officer", "institution", "recommender", "director", "agency"),
    queryFn: () => desk.listPhrases({ topic }),
  });
}

/** Those about the field first, then those about the whole, then the rest. */
function ordered(phrases: Phrase[], field: string): Phrase[] {
  const near = (phrase: Phrase) => (phrase.field && phrase.field === field ? 0 : phrase.field === "" ? 1 : 2);
  return [...phrases].sort((a, b) => near(a) - near(b));
}

function Phrases({ topic, row, onTake }: { topic: string; row: Row; onTake: (text: string) => void }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const list = usePhrases(topic);
  const ids = useRef(new RequestIds());
  const [open, setOpen] = useState(false);
  const again = () => queries.invalidateQueries({ queryKey: ["phrases", topic] });
  const save = useMutation({
    mutationFn: () => {
      const phrase = { topic, field: row.field ?? "", text: row.text?.trim() ?? "" };
      return desk.savePhrase({ ...phrase, requestId: ids.current.idFor(phrase) });
    },
    onSuccess: () => {
      ids.current.done();
      void message.success(w("saved"));
      void again();
    },
  });
  const forget = useMutation({ mutationFn: (id: string) => desk.removePhrase({ id, requestId: ids.current.idFor({ id }) }), onSettled: again });
  if (!list.data) return null;
  const take = (text: string) => {
    setOpen(false);
    onTake(text);
  };
  const known = list.data.phrases.some((phrase) => phrase.text === row.text?.trim());
  return (
    <div className="row phrase-bar">
      <Popover
        trigger="click" placement="bottomLeft" open={open} onOpenChange={setOpen}
        content={(
          <ul className="plain phrases">
            {list.data.phrases.length === 0 && <li className="muted">{w("none")}</li>}
            {ordered(list.data.phrases, row.field ?? "").map((phrase) => (
              <li key={phrase.id} className="row">
                <button type="button" data-phrase={phrase.field} onClick={() => take(phrase.text)}>{phrase.text}</button>
                {!phrase.shipped && <Button size="small" type="text" icon={<CloseOutlined />} aria-label={`${w("forget")}：${phrase.text}`} onClick={() => forget.mutate(phrase.id)} />}
              </li>
            ))}
          </ul>
        )}
      >
        <Button size="small">{w("phrases")}</Button>
      </Popover>
      {(row.text?.trim().length ?? 0) > 1 && !known && <Button size="small" type="text" loading={save.isPending} onClick={() => save.mutate()}>{w("save")}</Button>}
    </div>
  );
}

export function DefectsWidget({ id, value, onChange }: WidgetProps<Row[]>) {
  const { t } = useSpeak();
  const base = useId();
  const { event = "" } = useActionContext();
  const options = useFormFields();
  const point = usePoint();
  const rows = value ?? [{}];
  const put = (index: number, change: Row) => onChange?.(rows.map((row, i) => (i === index ? { ...row, ...change } : row)));
  // What was pointed at while the form was still on its way is taken as well.
  const taken = useRef(value === undefined ? undefined : point?.at);
  useEffect(() => {
    if (!point || taken.current === point.at) return;
    taken.current = point.at;
    const next = withPoint(rows, point.field, point.text);
    onChange?.(next);
    const at = next.findLastIndex((row) => row.field === point.field);
    requestAnimationFrame(() => document.getElementById(`${base}-${at}-text`)?.focus());
  }, [point, rows, onChange, base]);
  return (
    <div className="rows" id={id} data-points>
      {rows.map((row, index) => (
        <div key={index} className="rows-row" role="group" aria-label={t("common.row", { n: index + 1 })}>
          <div className="whole">
            <label htmlFor={`${base}-${index}-field`}>{t("rows.field")}</label>
            <Select
              id={`${base}-${index}-field`} value={row.field} options={options} style={{ width: "100%" }} allowClear
              showSearch={{ optionFilterProp: "label" }} onChange={(field?: string) => put(index, { field: field ?? "" })}
            />
          </div>
          <div className="whole">
            <label htmlFor={`${base}-${index}-text`}>{t("rows.text")}</label>
            <LongText id={`${base}-${index}-text`} rows={2} value={row.text} onChange={(text) => put(index, { text })} />
          </div>
          <Phrases topic={topicOf(event)} row={row} onTake={(text) => put(index, { text: row.text?.trim() ? `${row.text.trim()}\n${text}` : text })} />
          <Button type="text" icon={<DeleteOutlined />} aria-label={t("common.remove")} onClick={() => onChange?.(rows.filter((_, i) => i !== index))} />
        </div>
      ))}
      <div><Button icon={<PlusOutlined />} onClick={() => onChange?.([...rows, {}])}>{t("common.add")}</Button></div>
    </div>
  );
}
