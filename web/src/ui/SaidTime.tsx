// A sentence with a time in it: the words choose the place, the time keeps its zone on hover.

import type { Timestamp } from "@bufbuild/protobuf/wkt";
import { Fragment } from "react";
import { Time } from "./Time";

/** Stands in the sentence where the time goes; no text of a person holds it. */
const PLACE = "\u0000";

type Props = { at: Timestamp | Date | undefined; children: (time: string) => string };

/** <SaidTime at={at}>{(time) => w("by", { name, time })}</SaidTime> */
export function SaidTime({ at, children }: Props) {
  return children(PLACE).split(PLACE).map((part, i) => <Fragment key={i}>{i > 0 && <Time at={at} />}{part}</Fragment>);
}
