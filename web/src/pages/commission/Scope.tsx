// Which applications of a call are commissioned: all that are accepted by the seal, or chosen ones.

import { useQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { useState } from "react";
import { dockets } from "../../api/clients";
import { useWords } from "../../i18n/words";
import { Choice } from "../../ui/Choice";
import { Loading } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { words } from "./words";

/** undefined is every accepted application. */
export type ScopeValue = string[] | undefined;

export function Scope({ call, value, onChange }: { call: string; value: ScopeValue; onChange: (next: ScopeValue) => void }) {
  const w = useWords(words);
  const [text, setText] = useState("");
  const list = useQuery({
    queryKey: ["dockets", "scope", call, text], enabled: value !== undefined, placeholderData: (old) => old,
    queryFn: () => dockets.listDockets({ machine: "project", parent: call, states: ["ACCEPTED"], query: text, pageSize: 200 }),
  });
  const toggle = (id: string, on: boolean) => onChange(on ? [...(value ?? []), id] : value?.filter((one) => one !== id));
  return (
    <div className="stack">
      <Choice
        label={w("scope")} column value={value ? "some" : "all"} onChange={(next) => onChange(next === "all" ? undefined : [])}
        options={[{ value: "all", label: w("scopeAll") }, { value: "some", label: w("scopeSome") }]}
      />
      {value && (
        <fieldset className="field">
          <legend className="field-label">{w("scopePick", { count: value.length })}</legend>
          <Input.Search allowClear aria-label={w("scopeSome")} onSearch={(next) => setText(next.trim())} style={{ marginBottom: 8 }} />
          {list.isPending && <Loading />}
          {list.error && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
          {list.data?.dockets.length === 0 && <p className="muted">{w("scopeNone")}</p>}
          {list.data && list.data.dockets.length > 0 && (
            <div className="pick-list">
              {list.data.dockets.map((one) => (
                <label key={one.id}>
                  <input type="checkbox" checked={value.includes(one.id)} onChange={(event) => toggle(one.id, event.target.checked)} />
                  <span>{one.title}<span className="muted small"> {one.code}</span></span>
                </label>
              ))}
            </div>
          )}
        </fieldset>
      )}
    </div>
  );
}
