// The people of an organisation and what each may do there.

import { Button, Input } from "antd";
import { useState } from "react";
import type { ListMembersResponse } from "../../gen/yanlu/identity/v1/member_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { RolesDialog } from "./RolesDialog";
import { words } from "./words";

const MANY = 8;

export function Members({ team }: { team: ListMembersResponse }) {
  const w = useWords(words);
  const { say } = useSpeak();
  const [text, setText] = useState("");
  const [person, setPerson] = useState("");
  const wanted = text.trim().toLowerCase();
  const shown = team.members.filter((one) => `${one.name}\n${one.login}`.toLowerCase().includes(wanted));
  const member = team.members.find((one) => one.person === person);
  return (
    <Card title={w("members")} hint={w("membersHint", { count: team.members.length })}>
      {team.members.length > MANY && <Input allowClear value={text} aria-label={w("filter")} placeholder={w("filter")} style={{ maxWidth: 320 }} onChange={(event) => setText(event.target.value)} />}
      {shown.length === 0 && <p className="muted">{w("none")}</p>}
      <ul className="people">
        {shown.map((one) => (
          <li key={one.person} data-person={one.person}>
            <div className="people-who"><strong>{one.name}</strong> <span className="muted small">{one.title}</span><div className="mono muted">{one.login}</div></div>
            <div className="people-what">
              {one.roles.map((grant) => <span key={grant.role} className="role-tag">{say(grant.roleZh, grant.roleEn)}</span>)}
              {one.open > 0 && <span className="muted small">{w("open")} {one.open}</span>}
            </div>
            {team.grantable.length > 0 && <div className="people-end"><Button aria-label={w("changeOf", { name: one.name })} onClick={() => setPerson(one.person)}>{w("change")}</Button></div>}
          </li>
        ))}
      </ul>
      {member && <RolesDialog key={person} team={team} member={member} onClose={() => setPerson("")} />}
    </Card>
  );
}
