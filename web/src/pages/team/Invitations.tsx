// Invitations of an organisation: made here, followed here, taken back here.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useRef, useState } from "react";
import { members } from "../../api/client/member";
import { RequestIds } from "../../form/requestId";
import type { Invitation, ListMembersResponse } from "../../gen/yanlu/identity/v1/member_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/EmptyState";
import { Loading } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Time } from "../../ui/Time";
import { InviteForm } from "./InviteForm";
import { words } from "./words";

const STATUS = { open: "status_open", accepted: "status_accepted", expired: "status_expired", revoked: "status_revoked" } as const;

function Row({ invitation }: { invitation: Invitation }) {
  const w = useWords(words);
  const { say } = useSpeak();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const ids = useRef(new RequestIds());
  const revoke = useMutation({
    mutationFn: () => members.revokeInvitation({ id: invitation.id, requestId: ids.current.idFor(invitation.id) }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["invitations"] });
      void message.success(w("revoked"));
    },
  });
  const ask = () => void modal.confirm({
    title: w("revokeTitle", { name: invitation.name }), content: w("revokeHint"), okText: w("revoke"), cancelText: w("cancel"), okButtonProps: { danger: true },
    onOk: () => revoke.mutateAsync().catch(() => undefined),
  });
  const status = invitation.status as keyof typeof STATUS;
  return (
    <li data-invitation={invitation.id}>
      <div className="people-who"><strong>{invitation.name}</strong><div className="muted small">{invitation.email}</div></div>
      <div className="people-what">
        {invitation.roles.map((grant) => <span key={grant.role} className="role-tag">{say(grant.roleZh, grant.roleEn)}</span>)}
        <div className="muted small">
          {invitation.acceptedByName ? w("acceptedBy", { name: invitation.acceptedByName }) : <>{w("byAt", { by: invitation.invitedByName })} <Time at={invitation.expiresAt} /></>}
        </div>
        {revoke.error && <ProblemAlert error={revoke.error} />}
      </div>
      <div className="people-end">
        <span className="status-tag" data-status={status}>{w(STATUS[status])}</span>
        {status === "open" && <Button danger loading={revoke.isPending} aria-label={w("revokeTitle", { name: invitation.name })} onClick={ask}>{w("revoke")}</Button>}
      </div>
    </li>
  );
}

export function Invitations({ team }: { team: ListMembersResponse }) {
  const w = useWords(words);
  const [inviting, setInviting] = useState(false);
  const list = useQuery({ queryKey: ["invitations", team.organisation], queryFn: () => members.listInvitations({ organisation: team.organisation }) });
  const button = <Button type="primary" onClick={() => setInviting(true)}>{w("invite")}</Button>;
  return (
    <Card title={w("invitations")} hint={w("invitationsHint")} extra={!inviting && button}>
      {inviting && <InviteForm team={team} onDone={() => setInviting(false)} />}
      {list.isPending && <Loading />}
      {list.error && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.invitations.length === 0 && !inviting && <EmptyState title={w("noInvitations")} />}
      <ul className="people">{list.data?.invitations.map((one) => <Row key={one.id} invitation={one} />)}</ul>
    </Card>
  );
}
