// One call in a list, for everyone.

import { Link } from "react-router";
import type { CallNotice } from "../../gen/yanlu/programme/v1/programme_pb";
import { StateTag } from "../../ui/StateTag";
import { CallTerms } from "./CallTerms";

export function CallRow({ call, level = "h2" }: { call: CallNotice; level?: "h2" | "h3" }) {
  const Heading = level;
  return (
    <article data-call={call.id}>
      <div className="between">
        <Heading className="row-title"><Link to={`/calls/${call.id}`}>{call.title}</Link></Heading>
        <StateTag state={call.state} zh={call.stateZh} en={call.stateEn} />
      </div>
      <CallTerms call={call} short />
    </article>
  );
}
