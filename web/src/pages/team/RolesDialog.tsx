// The roles of one member as checkboxes, with what a change means before it is saved.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Checkbox } from "antd";
import { useRef, useState } from "react";
import { members } from "../../api/client/member";
import { useSession } from "../../app/session";
import { RequestIds } from "../../form/requestId";
import type { ListMembersResponse, Member } from "../../gen/yanlu/identity/v1/member_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Modal } from "../../ui/Modal";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { roleName } from "./roleName";
import { useGiveBack } from "../../ui/useGiveBack";
import { words } from "./words";

type Props = { team: ListMembersResponse; member: Member; onClose: () => void };

export function RolesDialog({ team, member, onClose }: Props) {
  useGiveBack();
  const w = useWords(words);
  const { language } = useSpeak();
  const { me } = useSession();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const ids = useRef(new RequestIds());
  const held = member.roles.map((grant) => grant.role);
  const [chosen, setChosen] = useState<string[]>(held);
  const all = [...new Set([...team.grantable, ...held])];
  const save = useMutation({
    mutationFn: () => {
      const body = { organisation: team.organisation, person: member.person, roles: chosen };
      return members.setMemberRoles({ ...body, requestId: ids.current.idFor(body) });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["team"] });
      void message.success(w("saved"));
      onClose();
    },
  });
  const self = member.person === me?.person;
  const title = w("changeOf", { name: member.name });
  const changed = all.some((role) => held.includes(role) !== chosen.includes(role));
  return (
    <Modal open label={title} className="people-dialog" onClose={onClose}>
      <h2>{title}</h2>
      <div className="stack">
        <div role="group" aria-label={w("roles")} className="stack">
          {all.map((role) => (
            <div key={role}>
              <Checkbox
                checked={chosen.includes(role)} disabled={!team.grantable.includes(role) || (self && !held.includes(role))}
                onChange={(event) => setChosen(event.target.checked ? [...chosen, role] : chosen.filter((one) => one !== role))}
              >
                {roleName(team, role, language)}
              </Checkbox>
              {!team.grantable.includes(role) && <div className="muted small">{w("keep")}</div>}
            </div>
          ))}
        </div>
        {self && <p className="muted small">{w("self")}</p>}
        {member.open > 0 && held.includes("pi") && !chosen.includes("pi") && <Alert type="warning" showIcon title={w("leads", { name: member.name, count: member.open })} />}
        {chosen.length === 0 && <Alert type="warning" showIcon title={w("leaves", { name: member.name })} />}
        {save.error && <ProblemAlert error={save.error} />}
        <div className="row">
          <Button type="primary" disabled={!changed} loading={save.isPending} onClick={() => save.mutate()}>{w("save")}</Button>
          <Button onClick={onClose}>{w("cancel")}</Button>
        </div>
      </div>
    </Modal>
  );
}
