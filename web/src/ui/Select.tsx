// One of a list, in the browser’s own element: a short list without search needs
// no library. A list that is searched takes the library’s.

import { useSpeak } from "../i18n";

type Option = { value: string; label: string };
type Props = {
  id?: string; value: string | undefined; options: readonly Option[]; disabled?: boolean; className?: string;
  /** Whether there may be no choice; it is then the first line. */
  empty?: boolean;
  "aria-label"?: string; "aria-describedby"?: string; "aria-invalid"?: boolean;
  onChange: (value: string | undefined) => void;
};

export function Select({ value, options, empty = false, className = "", onChange, ...select }: Props) {
  const { t } = useSpeak();
  const known = value === undefined || options.some((option) => option.value === value);
  return (
    <select {...select} className={`native-input ${className}`} value={known ? value ?? "" : ""} onChange={(e) => onChange(e.target.value || undefined)}>
      {(empty || value === undefined || !known) && <option value="" disabled={!empty}>{t("action.pick")}</option>}
      {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
    </select>
  );
}
