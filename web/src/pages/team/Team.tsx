// An organisation’s people, managed by the organisation itself.

import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useSearchParams } from "react-router";
import { members } from "../../api/client/member";
import { useSession } from "../../app/session";
import { useWords } from "../../i18n/words";
import { Loading, Page } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Invitations } from "./Invitations";
import { Members } from "./Members";
import "./people.css";
import { SheetButton } from "../../ui/SheetButton";
import { words } from "./words";

export function Team() {
  const w = useWords(words);
  const { grants } = useSession();
  const [query, setQuery] = useSearchParams();
  const organisation = query.get("organisation") ?? "";
  const team = useQuery({ queryKey: ["team", organisation], queryFn: () => members.listMembers({ organisation }) });
  const own = [...new Map(grants.map((grant) => [grant.organisation, grant.organisationName]))];
  const pick = own.length > 1 && (
    <Select
      aria-label={w("organisation")} value={organisation || team.data?.organisation} style={{ minWidth: 220, maxWidth: "100%" }}
      options={own.map(([value, label]) => ({ value, label }))} onChange={(value) => setQuery({ organisation: value })}
    />
  );
  return (
    <Page title={w("title")} hint={team.data && w("hint", { organisation: team.data.organisationName })} actions={<>{pick}{team.data && <SheetButton path={`/papers/tables/members.xlsx?organisation=${encodeURIComponent(team.data.organisation)}`} name={w("title")} />}</>}>
      {team.isPending && <Loading />}
      {team.error && <ProblemAlert error={team.error} onRetry={() => void team.refetch()} />}
      {team.data && (
        <div className="stack">
          <Members team={team.data} />
          {team.data.grantable.length > 0 && <Invitations key={team.data.organisation} team={team.data} />}
        </div>
      )}
    </Page>
  );
}
