// The institutions that apply together, a row for each.

import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input, Select } from "antd";
import { useId } from "react";
import { useOrganisations } from "../../form/options";
import { useSpeak } from "../../i18n";

export type Partner = { organisation?: string; role?: string };
type Props = { id?: string; value?: Partner[]; onChange?: (partners: Partner[]) => void };

const ROLE_MOST = 100;

export function Partners({ id, value = [], onChange }: Props) {
  const { t } = useSpeak();
  const base = useId();
  const { data = [] } = useOrganisations("host", "");
  const put = (index: number, part: Partner) => onChange?.(value.map((one, i) => (i === index ? { ...one, ...part } : one)));
  return (
    <div className="rows" id={id}>
      {value.map((one, index) => (
        <div key={index} className="rows-row" role="group" aria-label={t("common.row", { n: index + 1 })}>
          <div>
            <label htmlFor={`${base}-${index}-who`}>{t("rows.organisation")}</label>
            <Select
              id={`${base}-${index}-who`} value={one.organisation} options={data.map(({ value: organisation, label }) => ({ value: organisation, label }))} allowClear style={{ width: "100%" }}
              showSearch={{ optionFilterProp: "label" }} onChange={(organisation?: string) => put(index, { organisation })}
            />
          </div>
          <div>
            <label htmlFor={`${base}-${index}-role`}>{t("rows.role")}</label>
            <Input id={`${base}-${index}-role`} value={one.role} maxLength={ROLE_MOST} onChange={(e) => put(index, { role: e.target.value })} />
          </div>
          <Button type="text" icon={<DeleteOutlined />} aria-label={`${t("common.remove")} ${index + 1}`} onClick={() => onChange?.(value.filter((_, i) => i !== index))} />
        </div>
      ))}
      <div><Button icon={<PlusOutlined />} onClick={() => onChange?.([...value, {}])}>{t("common.add")}</Button></div>
    </div>
  );
}
