// What is missing in the content of the subject, each with a way to its field.

import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { dockets } from "../../api/clients";
import type { Violation } from "../../api/problem";
import { anchorOf } from "../../draft/anchor";
import { useSpeak } from "../../i18n";

export function Missing({ docket, violations }: { docket: string; violations: Violation[] }) {
  const { t, say, language } = useSpeak();
  const form = useQuery({ queryKey: ["form", docket], retry: false, staleTime: 60_000, queryFn: () => dockets.getForm({ docket }) });
  const fields = new Map(form.data?.sections.flatMap((section) => section.fields.map((field) => [field.path, field] as const)));
  const fieldOf = (path: string) => fields.get(path) ?? [...fields.values()].find((field) => path.startsWith(`${field.path}[`) || path.startsWith(`${field.path}.`));
  return (
    <div>
      <strong>{t("action.missing")}</strong>
      <ul>
        {violations.map((violation, i) => {
          const field = fieldOf(violation.field);
          return (
            <li key={i} data-violation={violation.field}>
              {field && <strong>{say(field.zh, field.en)}：</strong>}{violation[language]}{" "}
              {field && <Link to={`?tab=material#${anchorOf(field.path)}`}>{t("action.goTo")}</Link>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
