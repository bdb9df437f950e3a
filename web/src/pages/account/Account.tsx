// My account: files, stand-ins, tokens, password.

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { members } from "../../api/client/member";
import { useSession } from "../../app/session";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Tabs } from "../../ui/Tabs";
import "../team/people.css";
import { OrganisationFile } from "./OrganisationFile";
import { Password } from "./Password";
import { PersonFile } from "./PersonFile";
import { StandIns } from "./StandIns";
import { Tokens } from "./Tokens";
import { words } from "./words";

const KEEPERS = new Set(["institution", "recommender", "agency"]);

function Files() {
  const w = useWords(words);
  const { say } = useSpeak();
  const { me, grants, has } = useSession();
  const file = useQuery({ queryKey: ["profile"], queryFn: () => members.getProfile({}) });
  if (file.isPending) return <Loading />;
  if (file.error) return <ProblemAlert error={file.error} onRetry={() => void file.refetch()} />;
  const organisation = file.data.organisation;
  const mayWrite = has("admin") || grants.some((grant) => grant.organisation === organisation?.id && KEEPERS.has(grant.role));
  return (
    <div className="stack">
      <Card title={w("roles")}>
        <ul>{me?.roles.map((grant) => <li key={`${grant.role}/${grant.organisation}`}>{say(grant.roleZh, grant.roleEn)} · {grant.organisationName}</li>)}</ul>
      </Card>
      <PersonFile profile={file.data} />
      {organisation && <OrganisationFile key={organisation.id} profile={file.data} mayWrite={mayWrite} />}
    </div>
  );
}

export function Account() {
  const w = useWords(words);
  const { me } = useSession();
  const [query, setQuery] = useSearchParams();
  if (!me) return null;
  return (
    <Page title={me.name} hint={<span className="mono">{me.login}</span>}>
      <Tabs
        label={w("tabs")} active={query.get("tab") ?? "profile"} onChange={(tab) => setQuery({ tab }, { replace: true })}
        items={[
          { key: "profile", label: w("profile"), children: <Files /> },
          { key: "stand-ins", label: w("standIns"), children: <StandIns /> },
          { key: "tokens", label: w("tokens"), children: <Tokens /> },
          { key: "password", label: w("password"), children: <Password /> },
        ]}
      />
    </Page>
  );
}
