// A text of several lines that grows as it is written. The growing is left to
// the style sheet: the library’s own way writes inline styles, which the
// content security policy refuses.

import { Input } from "antd";

type Props = {
  id?: string; value?: string; disabled?: boolean; rows?: number; max?: number; count?: boolean; "aria-label"?: string; "aria-describedby"?: string; "aria-invalid"?: boolean;
  onChange: (text: string) => void;
};

/** Height of a line in em. */
const LINE = 1.6;

export function LongText({ rows = 3, max, count = false, onChange, ...input }: Props) {
  return (
    <Input.TextArea
      {...input} rows={rows} maxLength={max || undefined} showCount={count} className="long-text" styles={{ textarea: { minHeight: `${rows * LINE + 0.6}em` } }}
      onChange={(e) => onChange(e.target.value)}
    />
  );
}
