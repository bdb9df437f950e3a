// A code with a button that copies it; the word of thanks is heard as well as seen.

import { useEffect, useState } from "react";
import { useSpeak } from "../i18n";

const THANKS_MS = 2000;

/** The attribute data-NAME marks the code for whoever looks for it. */
export function Copyable({ text, name }: { text: string; name: string }) {
  const { t } = useSpeak();
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return undefined;
    const over = setTimeout(() => setDone(false), THANKS_MS);
    return () => clearTimeout(over);
  }, [done]);
  return (
    <span className="copyable">
      <span className="mono" {...{ [`data-${name}`]: "" }}>{text}</span>
      <button type="button" className="copy no-print" aria-label={`${t("common.copy")} ${text}`} onClick={() => void navigator.clipboard.writeText(text).then(() => setDone(true), () => undefined)}>
        {done ? "✓" : <svg aria-hidden width="14" height="14" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4"><rect x="5.5" y="5.5" width="8" height="8" rx="1.5" /><path d="M10.5 3.5v-1h-8v8h1" /></svg>}
      </button>
      <span role="status" className="visually-hidden">{done ? t("common.copied") : ""}</span>
    </span>
  );
}
