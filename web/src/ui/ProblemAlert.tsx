// A refusal as people read it: the sentence, what to mend, who can help.

import type { ReactNode } from "react";
import { problemOf } from "../api/problem";
import { useSpeak } from "../i18n";
import { Button } from "./Button";
import { Note } from "./Note";

type Props = { error: unknown; onRetry?: () => void; violations?: boolean; children?: ReactNode };

export function ProblemAlert({ error, onRetry, violations = true, children }: Props) {
  const { t, language } = useSpeak();
  const problem = problemOf(error);
  const who = problem.who[language];
  const listed = violations ? problem.violations : [];
  return (
    <Note
      type="error" role="alert" reason={problem.reason} title={problem[language]}
      description={(who || children || listed.length > 0) && (
        <div className="stack">
          {listed.length > 0 && <ul>{listed.map((violation, i) => <li key={i}>{violation[language]}</li>)}</ul>}
          {who && <div>{t("common.who", { who })}</div>}
          {children}
        </div>
      )}
      action={onRetry && <Button onClick={onRetry}>{t("common.retry")}</Button>}
    />
  );
}
