// Two texts as one, with what went and what came; told by signs as well as by colour.

import { useMemo } from "react";
import { diff } from "./diff";

type Props = { from: string; to: string; only?: "less" | "more" };

export function DiffText({ from, to, only }: Props) {
  const parts = useMemo(() => diff(from, to), [from, to]);
  return (
    <span className="pre diff">
      {parts.map((part, i) => {
        if (part.kind === "same") return <span key={i}>{part.text}</span>;
        if (only && part.kind !== only) return null;
        return part.kind === "less" ? <del key={i}>{part.text}</del> : <ins key={i}>{part.text}</ins>;
      })}
    </span>
  );
}
