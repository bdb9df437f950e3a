// What a file says.

import type { ReactNode } from "react";
import type { Expert } from "../../gen/yanlu/review/v1/expert_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { Time } from "../../ui/Time";
import { useFieldNames } from "./data";
import { useKinds } from "./Rows";
import { words, type Word } from "./words";

function Line({ name, children }: { name: Word; children: ReactNode }) {
  const w = useWords(words);
  if (!children) return null;
  return <div style={{ display: "contents" }}><dt>{w(name)}</dt><dd>{children}</dd></div>;
}

function Basics({ expert }: { expert: Expert }) {
  const w = useWords(words);
  const { language } = useSpeak();
  const kinds = useKinds();
  const name = useFieldNames();
  const join = (list: readonly string[] | undefined) => list?.join(language === "zh" ? "、" : ", ");
  const { file } = expert;
  return (
    <Card title={w("basics")}>
      <div className="facts"><dl>
        <Line name="jobTitle">{expert.title}</Line><Line name="degree">{expert.degree}</Line><Line name="email">{expert.email}</Line><Line name="phone">{expert.phone}</Line>
        <Line name="kind">{kinds(file?.kinds ?? [])}</Line><Line name="region">{w(file?.fromOutside ? "outside" : "local")}</Line><Line name="grade">{w((file?.grade || "other") as Word)}</Line>
        <Line name="discipline">{join(file?.disciplines.map(name))}</Line><Line name="topic">{join(file?.topics.map(name))}</Line><Line name="keywords">{join(file?.keywords)}</Line>
        <Line name="maxLoad">{file?.maxLoad}</Line>
        <Line name="source">{[w(expert.source as Word), expert.recommendedByName].filter(Boolean).join(" · ")}</Line>
        <Line name="verified">{expert.verifiedAt && <><Time at={expert.verifiedAt} day /> {expert.verifiedByName && w("verifiedBy", { who: expert.verifiedByName })}</>}</Line>
        <Line name="refreshed"><Time at={expert.refreshedAt} day /></Line>
      </dl></div>
    </Card>
  );
}

export function FileView({ expert }: { expert: Expert }) {
  const w = useWords(words);
  const { file } = expert;
  if (!file) return null;
  return (
    <div className="stack">
      <Basics expert={expert} />
      <Card title={w("employments")}>
        <ul>{file.employments.map((one, i) => <li key={i}>{one.organisationName} {one.position}（{one.from} – {one.to || w("present")}）</li>)}</ul>
      </Card>
      {file.works.length > 0 && <Card title={w("works")}><ul>{file.works.map((one, i) => <li key={i}>{one.title}{one.year > 0 && `（${one.year}）`}</li>)}</ul></Card>}
      {file.away.length > 0 && <Card title={w("away")}><ul>{file.away.map((one, i) => <li key={i}>{one.from} – {one.to} {one.reason}</li>)}</ul></Card>}
      {file.relations.length > 0 && (
        <Card title={w("relations")} hint={w("relationsHint")}>
          <ul>{file.relations.map((one, i) => <li key={i}>{[w(one.kind as Word), one.otherName, one.otherOrganisationName, one.note].filter(Boolean).join(" · ")}</li>)}</ul>
        </Card>
      )}
    </div>
  );
}
