// A long list that is searched: one or several of it.

import { Select } from "antd";
import { useSpeak } from "../i18n";
import type { Option } from "./options";

function shown({ label, hint }: Option) {
  return <div><div>{label}</div>{hint && <div className="small muted">{hint}</div>}</div>;
}

export type PickProps = { id?: string; options: Option[]; loading: boolean; value?: string | string[]; many?: boolean; onSearch?: (text: string) => void; onChange: (value: string | string[]) => void };

export function Pick({ id, options, loading, value, many = false, onSearch, onChange }: PickProps) {
  const { t } = useSpeak();
  return (
    <Select
      id={id} mode={many ? "multiple" : undefined} allowClear loading={loading} value={value} placeholder={t("action.pick")}
      options={options.map((option) => ({ value: option.value, label: option.label, hint: option.hint }))}
      optionRender={({ data }) => shown({ value: data.value, label: data.label, hint: data.hint })}
      labelRender={({ label }) => label ?? "…"} // what is chosen may not be read yet: its code says nothing
      showSearch={{ optionFilterProp: "label", onSearch }}
      style={{ width: "100%" }} onChange={(next: string | string[]) => onChange(next)}
    />
  );
}
