// A day, or a day with its time of the clock, in the browser’s own input: it
// opens the calendar of the device, is typed into part by part and costs
// nothing. What is given is a text of the wall clock and never the browser’s
// instant, so its zone plays no part.

import { useEffect, useState } from "react";

type Props = {
  id?: string; value: string | undefined; disabled?: boolean; min?: string;
  "aria-label"?: string; "aria-describedby"?: string; "aria-invalid"?: boolean;
  onChange: (text: string | undefined) => void;
};

/** While a year is typed, 2, 20 and 202 are years too: nobody meant them. */
const meant = (text: string): boolean => text === "" || /^[1-9]\d{3}-/.test(text);

function Wall({ value, type, toInput, toText, min, onChange, ...input }: Props & { type: "date" | "datetime-local"; toInput: (text: string) => string; toText: (typed: string) => string }) {
  const shown = toInput(value ?? "");
  const [typed, setTyped] = useState(shown);
  useEffect(() => {
    // Another hand changed the value: show it, unless it is what is typed here.
    if (meant(typed)) setTyped(shown);
  }, [shown]);
  return (
    <input
      {...input} type={type} step={type === "date" ? undefined : 1} className="native-input" value={typed} min={min} max={type === "date" ? "9999-12-31" : "9999-12-31T23:59:59"}
      onBlur={() => setTyped((text) => (meant(text) ? text : shown))}
      onChange={(e) => {
        setTyped(e.target.value);
        if (meant(e.target.value)) onChange(e.target.value === "" ? undefined : toText(e.target.value));
      }}
    />
  );
}

const same = (text: string): string => text;
const isDay = (text: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : "");

/** A day as YYYY-MM-DD; undefined when it is emptied. */
export function DayInput(props: Props) {
  return <Wall {...props} type="date" toInput={isDay} toText={same} />;
}

/** A minute of the wall clock as “YYYY-MM-DD HH:mm:ss”; undefined when it is emptied. */
export function MomentInput(props: Props) {
  return <Wall {...props} type="datetime-local" toInput={(text) => text.replace(" ", "T")} toText={(typed) => typed.replace("T", " ").padEnd("YYYY-MM-DD HH:mm:ss".length, ":00")} />;
}
