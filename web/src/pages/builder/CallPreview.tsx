// The public page of a call as it will read, drawn from what is on file.

import { create } from "@bufbuild/protobuf";
import { fromWall } from "../../format/time";
import { fenOf } from "../../format/money";
import { CallNoticeSchema, type CallNotice } from "../../gen/yanlu/programme/v1/programme_pb";
import type { Docket } from "../../gen/yanlu/docket/v1/docket_pb";
import { timestampFromDate, type Timestamp } from "@bufbuild/protobuf/wkt";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import type { Fact } from "../../words/fact";
import { CallTerms } from "../calls/CallTerms";
import { words } from "./words";

type Facts = Record<string, Record<string, Fact> | undefined>;

const text = (value: Fact | undefined) => (typeof value === "string" ? value : "");

function instant(value: Fact | undefined): Timestamp | undefined {
  const date = new Date(text(value));
  return Number.isNaN(date.getTime()) ? fromWall(text(value)) : timestampFromDate(date);
}

/** What the public reads of a call, from its facts. */
export function noticeOf(docket: Docket): CallNotice {
  const { terms = {}, window = {} } = (docket.facts ?? {}) as Facts;
  const topics = Array.isArray(terms.topics) ? terms.topics.map((topic) => String(topic)) : [];
  return create(CallNoticeSchema, {
    id: docket.id, code: docket.code, title: docket.title, state: "PUBLISHED", opensAt: instant(window.opens_at), closesAt: instant(window.closes_at), topics,
    capFen: fenOf(terms.cap_fen) ?? 0n, envelopeFen: fenOf(terms.envelope_fen) ?? 0n, organisationMode: text(terms.organisation_mode), fundingMode: text(terms.funding_mode), pack: text(terms.pack),
  });
}

export function PublicCall({ call }: { call: CallNotice }) {
  const w = useWords(words);
  return (
    <Card title={w("preview")} hint={w("previewHint")} label={w("preview")}>
      <div className="call-preview">
        <h3>{call.title || w("untitled")}</h3>
        <CallTerms call={call} />
      </div>
    </Card>
  );
}

export function CallPreview({ docket }: { docket: Docket }) {
  return <PublicCall call={noticeOf(docket)} />;
}
