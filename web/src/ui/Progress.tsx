// How much of something is done, in per cent.

type Props = { percent: number; label: string; bad?: boolean; bare?: boolean };

/** With the figure beside it; bare without. */
export function Progress({ percent, label, bad = false, bare = false }: Props) {
  return (
    <span className="progress">
      <progress max={100} value={percent} aria-label={label} data-bad={bad || undefined}>{percent}%</progress>
      {!bare && <span className="num" aria-hidden>{percent}%</span>}
    </span>
  );
}
