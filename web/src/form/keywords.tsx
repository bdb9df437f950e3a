// Words of one's own, several: typed, and kept by Enter or a comma.

import { Select } from "antd";
import type { WidgetProps } from "./widgets";

const MOST = 10;
const BETWEEN = [",", "，", "、", ";", "；"];

export function KeywordsWidget({ id, value, onChange }: WidgetProps<string[]>) {
  return <Select id={id} mode="tags" open={false} suffixIcon={null} maxCount={MOST} tokenSeparators={BETWEEN} value={value} onChange={(next: string[]) => onChange?.(next)} style={{ width: "100%" }} />;
}
