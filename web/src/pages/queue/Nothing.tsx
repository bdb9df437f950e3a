// An empty queue says what one can do next, by role.

import { Link } from "react-router";
import { useSession } from "../../app/session";
import { useWords } from "../../i18n/words";
import { EmptyState } from "../../ui/EmptyState";
import { LinkButton } from "../../ui/LinkButton";
import { words } from "./words";

type Word = keyof typeof words;
type Advice = { roles: string[]; title: Word; hint: Word; act?: [to: string, word: Word]; also?: [to: string, word: Word] };

const ADVICE: Advice[] = [
  { roles: ["pi"], title: "pi", hint: "piHint", act: ["/calls", "piAct"], also: ["/projects", "mine"] },
  { roles: ["demander"], title: "demander", hint: "demanderHint", act: ["/new/need", "demanderAct"] },
  { roles: ["reviewer", "chair"], title: "reviewer", hint: "reviewerHint", act: ["/reviews", "reviewerAct"] },
  { roles: ["institution"], title: "institution", hint: "institutionHint", act: ["/team", "institutionAct"], also: ["/projects", "projects"] },
  { roles: ["recommender"], title: "recommender", hint: "recommenderHint", act: ["/projects", "projects"] },
  { roles: ["officer", "director", "party_group", "leading_group", "finance", "discipline", "auditor", "agency"], title: "bureau", hint: "bureauHint", act: ["/pipeline", "bureauAct"], also: ["/projects", "projects"] },
];

export function Nothing() {
  const w = useWords(words);
  const { has } = useSession();
  const advice = ADVICE.find((one) => has(...one.roles)) ?? { title: "other" as const, hint: "otherHint" as const };
  const { act, also } = advice as Advice;
  return (
    <EmptyState
      title={w(advice.title)} hint={w(advice.hint)}
      action={<>{act && <LinkButton to={act[0]}>{w(act[1])}</LinkButton>}{also && <Link to={also[0]}>{w(also[1])}</Link>}<Link to="/notices">{w("notices")}</Link></>}
    />
  );
}
