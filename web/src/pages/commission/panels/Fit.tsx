// How well an expert fits, as a small bar and a number; 1.00 is the best, and a panel’s sum adds these up.

import { useWords } from "../../../i18n/words";
import { hundredths, matches } from "./edit";
import { words } from "./words";

export function Fit({ expertise }: { expertise: bigint | undefined }) {
  const w = useWords(words);
  if (expertise === undefined) return <span className="fit"><span className="fit-later">{w("matchLater")}</span></span>;
  const share = hundredths(expertise);
  return (
    <span className="fit" title={w("match", { share })}>
      <span className="fit-bar" aria-hidden><span style={{ width: `${share}%` }} /></span>
      <span><span className="sr-only">{w("match", { share })}</span><span aria-hidden>{matches(expertise)}</span></span>
    </span>
  );
}
