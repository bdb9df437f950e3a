// How well an expert fits, as a small bar and a number; 100 is the best.

import { useWords } from "../../../i18n/words";
import { hundredths } from "./edit";
import { words } from "./words";

export function Fit({ expertise }: { expertise: bigint | undefined }) {
  const w = useWords(words);
  if (expertise === undefined) return <span className="fit"><span className="fit-later">{w("matchLater")}</span></span>;
  const share = hundredths(expertise);
  return (
    <span className="fit" title={w("match", { share })}>
      <span className="fit-bar" aria-hidden><span style={{ width: `${share}%` }} /></span>
      <span><span className="sr-only">{w("match", { share })}</span><span aria-hidden>{share}</span></span>
    </span>
  );
}
