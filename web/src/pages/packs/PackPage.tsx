// One rule pack as people read it: rules by domain, rubrics, forms, who may apply.

import { PrinterOutlined } from "@ant-design/icons";
import { Button, Input, Select } from "antd";
import { useDeferredValue, useState } from "react";
import { useParams } from "react-router";
import { useSession } from "../../app/session";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/EmptyState";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Changes } from "./Changes";
import { usePack, usePackList, WRITES } from "./data";
import { EvidenceKinds } from "./Evidence";
import { standings, todayInShanghai, type Pack } from "./model";
import { EligibilityList, FormList, RubricList } from "./Parts";
import { RuleList } from "./RuleList";
import { sayDomain, sayValue, type Words } from "./say";
import { StartDraft } from "./StartDraft";
import { Usage } from "./Usage";
import { words } from "./words";
import "./packs.css";

/** The part of a pack that mentions a word anywhere a reader sees it. */
function narrow(pack: Pack, said: Words, text: string): Pack {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return pack;
  const has = (...parts: (string | undefined)[]) => parts.some((part) => part?.toLowerCase().includes(wanted));
  return {
    ...pack,
    rules: pack.rules.filter((rule) => has(rule.zh, rule.en, rule.note, rule.id, sayValue(rule.value, rule.unit ?? "", said, "zh"))),
    rubrics: pack.rubrics.filter((one) => has(one.zh, one.en, ...one.criteria.flatMap((line) => [line.zh, line.en]))),
    eligibility: pack.eligibility.filter((one) => has(one.zh, one.en)),
    forms: pack.forms.map((form) => ({
      ...form, sections: form.sections.map((section) => ({ ...section, fields: section.fields.filter((field) => has(field.zh, field.en, field.hint)) })).filter((section) => section.fields.length > 0),
    })).filter((form) => form.sections.length > 0),
  };
}

function Contents({ pack }: { pack: Pack }) {
  const w = useWords(words);
  const { language } = useSpeak();
  const domains = [...new Set(pack.rules.map((rule) => rule.domain))];
  return (
    <nav aria-label={w("contents")} className="pack-contents no-print">
      <ol>
        {domains.map((domain) => <li key={domain}><a href={`#domain-${domain}`}>{sayDomain(domain, language)}</a></li>)}
        {pack.rubrics.length > 0 && <li><a href="#rubrics">{w("rubrics")}</a></li>}
        {pack.forms.length > 0 && <li><a href="#forms">{w("forms")}</a></li>}
        {pack.eligibility.length > 0 && <li><a href="#eligibility">{w("eligibility")}</a></li>}
      </ol>
    </nav>
  );
}

function Compare({ hash }: { hash: string }) {
  const w = useWords(words);
  const list = usePackList();
  const [other, setOther] = useState<string>();
  const options = (list.data ?? []).filter((one) => one.hash !== hash).map((one) => ({ value: one.hash, label: `${one.title} ${one.version}` }));
  return (
    <Card title={w("compare")}>
      <Select aria-label={w("compareWith")} placeholder={w("choose")} value={other} options={options} allowClear style={{ width: "100%", maxWidth: 420 }} onChange={setOther} />
      {other && <Changes before={other} after={hash} />}
    </Card>
  );
}

export function PackPage() {
  const w = useWords(words);
  const { say } = useSpeak();
  const session = useSession();
  const { hash = "" } = useParams();
  const [search, setSearch] = useState("");
  const wanted = useDeferredValue(search);
  const [starting, setStarting] = useState(false);
  const answer = usePack(hash);
  const list = usePackList();
  if (answer.isPending) return <Loading />;
  if (answer.error) return <ProblemAlert error={answer.error} onRetry={() => void answer.refetch()} />;
  const { pack, words: said } = answer.data;
  const standing = standings(list.data ?? [], todayInShanghai()).get(hash);
  const shown = narrow(pack, said, wanted);
  const count = shown.rules.length + shown.rubrics.length + shown.eligibility.length + shown.forms.reduce((n, form) => n + form.sections.reduce((m, one) => m + one.fields.length, 0), 0);
  return (
    <Page
      title={say(pack.title.zh, pack.title.en)}
      hint={<>{pack.version} · {w("effective", { day: pack.effective_from })}{standing && <> <span className="pack-badge" data-standing={standing}>{w(standing)}</span></>}</>}
      actions={<>
        <Button icon={<PrinterOutlined />} onClick={() => window.print()}>{w("print")}</Button>
        {session.has(...WRITES) && <Button type="primary" onClick={() => setStarting(true)}>{w("change")}</Button>}
      </>}
    >
      <StartDraft open={starting} hash={hash} pack={pack} onClose={() => setStarting(false)} />
      <div className="pack-read">
        <Contents pack={shown} />
        <div className="stack">
          <div className="stack no-print">
            <Input.Search allowClear aria-label={w("search")} placeholder={w("search")} value={search} onChange={(e) => setSearch(e.target.value)} style={{ maxWidth: 420 }} />
            {wanted.trim() && <p className="muted small" role="status">{w("found", { n: count })}</p>}
            <EvidenceKinds />
          </div>
          {count === 0 && <EmptyState title={w("nothingFound")} hint={w("nothingFoundHint")} />}
          {shown.rules.length > 0 && <h2>{w("rules")}</h2>}
          <RuleList pack={pack} rules={shown.rules} said={said} />
          {shown.rubrics.length > 0 && <section id="rubrics" className="stack"><h2>{w("rubrics")}</h2><RubricList rubrics={shown.rubrics} anchors={wanted ? [] : pack.anchors} /></section>}
          {shown.forms.length > 0 && <section id="forms" className="stack"><h2>{w("forms")}</h2><FormList forms={shown.forms} said={said} /></section>}
          {shown.eligibility.length > 0 && <section id="eligibility" className="stack"><h2>{w("eligibility")}</h2><EligibilityList list={shown.eligibility} pack={pack} said={said} /></section>}
          <div className="no-print stack"><Usage hash={hash} /><Compare hash={hash} /></div>
        </div>
      </div>
    </Page>
  );
}
