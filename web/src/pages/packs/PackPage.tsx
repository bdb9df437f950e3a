// One rule pack as people read it. What is not sourced is shown as a default, never as law.

import { useQuery } from "@tanstack/react-query";
import { Alert, Input, Tag } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import { programmes } from "../../api/clients";
import type { Rule } from "../../gen/yanlu/programme/v1/programme_pb";
import { useSpeak } from "../../i18n";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { sayDomain, sayRuleValue } from "./value";

function Line({ rule }: { rule: Rule }) {
  const { t } = useSpeak();
  const sourced = rule.evidence === "sourced";
  return (
    <tr data-rule={rule.id} data-evidence={rule.evidence}>
      <td>{rule.zh}<div className="mono muted">{rule.id}</div></td>
      <td className="pre">{sayRuleValue(rule.value, rule.unit)}</td>
      <td>
        <Tag variant="filled" color={sourced ? "#e6f5ec" : undefined} style={{ color: sourced ? "#14532d" : "#36424f" }}>{t(`packs.${sourced ? "sourced" : rule.evidence === "unverified" ? "unverified" : "default"}`)}</Tag>
        {sourced && rule.source && <div className="small muted">{rule.source}</div>}
      </td>
    </tr>
  );
}

function Domain({ domain, rules }: { domain: string; rules: Rule[] }) {
  const { t, language } = useSpeak();
  return (
    <section aria-label={sayDomain(domain, language)}>
      <h2 style={{ fontSize: 16, margin: "20px 0 8px" }}>{sayDomain(domain, language)}</h2>
      <div className="table-wrap">
        <table className="table">
          <thead><tr><th style={{ width: "50%" }}>{t("packs.rule")}</th><th>{t("packs.value")}</th><th>{t("packs.evidence")}</th></tr></thead>
          <tbody>{rules.map((rule) => <Line key={rule.id} rule={rule} />)}</tbody>
        </table>
      </div>
    </section>
  );
}

export function PackPage() {
  const { t } = useSpeak();
  const { hash = "" } = useParams();
  const [search, setSearch] = useState("");
  const answer = useQuery({ queryKey: ["pack", hash], staleTime: 600_000, queryFn: () => programmes.getPack({ hash }) });
  if (answer.isPending) return <Loading />;
  if (answer.error) return <ProblemAlert error={answer.error} onRetry={() => void answer.refetch()} />;
  const { pack, rules } = answer.data;
  const found = rules.filter((rule) => `${rule.zh} ${rule.id}`.toLowerCase().includes(search.trim().toLowerCase()));
  const domains = [...new Set(found.map((rule) => rule.domain))];
  return (
    <Page title={pack?.title ?? t("packs.title")} hint={<><span className="mono">{pack?.code} {pack?.version}</span> · {t("packs.rules", { count: rules.length })} · {t("packs.effective", { date: pack?.effectiveFrom })}</>}>
      <Alert type="info" showIcon title={t("packs.note")} />
      <Input.Search allowClear aria-label={t("packs.search")} placeholder={t("packs.search")} onChange={(e) => setSearch(e.target.value)} style={{ maxWidth: 360, marginTop: 12 }} />
      {domains.map((domain) => <Domain key={domain} domain={domain} rules={found.filter((rule) => rule.domain === domain)} />)}
    </Page>
  );
}
