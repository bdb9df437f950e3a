// Something that is shown once, with a button that copies it.

import { Button } from "antd";
import { useState } from "react";
import "./people.css";

type Props = { secret: string; label: string; copy: string; copied: string };

export function CopySecret({ secret, label, copy, copied }: Props) {
  const [done, setDone] = useState(false);
  const take = () => {
    void navigator.clipboard.writeText(secret).then(() => setDone(true), () => setDone(false));
  };
  return (
    <div className="secret">
      <code aria-label={label}>{secret}</code>
      <Button onClick={take}>{copy}</Button>
      <span role="status" className="muted">{done ? copied : ""}</span>
    </div>
  );
}
