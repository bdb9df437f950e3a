// One of a few: radio buttons side by side, for settings and short filters.

import { useId } from "react";

type Option<T extends string> = { value: T; label: string; lang?: string };
type Props<T extends string> = { label: string; value: T; options: readonly Option<T>[]; onChange: (value: T) => void; column?: boolean; hint?: string };

export function Choice<T extends string>({ label, value, options, onChange, column = false, hint }: Props<T>) {
  const name = useId();
  return (
    <fieldset className={column ? "choice choice-column" : "choice"}>
      <legend>{label}</legend>
      {hint && <p className="muted small">{hint}</p>}
      <div>
        {options.map((option) => (
          <label key={option.value} lang={option.lang}>
            <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
