// A topic of the plan, kept by its code: a long list, searched.

import { Select } from "antd";
import { useTopics } from "../form/options";
import { useSpeak } from "../i18n";
import type { InputProps } from "./inputs";

export function TopicInput({ id, value, disabled, describedBy, invalid, onChange }: InputProps) {
  const { t } = useSpeak();
  const { data = [], isFetching } = useTopics();
  return (
    <Select
      id={id} value={typeof value === "string" && value ? value : undefined} disabled={disabled} options={data} loading={isFetching} allowClear placeholder={t("action.pick")}
      aria-describedby={describedBy} aria-invalid={invalid}
      showSearch={{ optionFilterProp: "label" }} style={{ width: "100%" }} onChange={(next: string | undefined) => onChange(next)}
    />
  );
}
