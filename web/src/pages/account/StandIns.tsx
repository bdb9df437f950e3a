// Who acts for me, and for whom I act.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useRef } from "react";
import { members } from "../../api/client/member";
import { keys } from "../../app/keys";
import { useSession } from "../../app/session";
import { RequestIds } from "../../form/requestId";
import type { StandIn } from "../../gen/yanlu/identity/v1/member_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/EmptyState";
import { Loading } from "../../ui/Page";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { Time } from "../../ui/Time";
import { sayRole } from "../../words/roles";
import { StandInForm } from "./StandInForm";
import { words } from "./words";

const STATUS = { planned: "status_planned", running: "status_running", ended: "status_ended" } as const;

function Row({ one, mine }: { one: StandIn; mine: boolean }) {
  const w = useWords(words);
  const { language } = useSpeak();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const ids = useRef(new RequestIds());
  const end = useMutation({
    mutationFn: () => members.endStandIn({ id: one.id, requestId: ids.current.idFor(one.id) }),
    onSuccess: async () => {
      await Promise.all([queries.invalidateQueries({ queryKey: ["stand-ins"] }), queries.invalidateQueries({ queryKey: keys.me })]);
      void message.success(w("ended"));
    },
  });
  const name = mine ? one.deputyName : one.principalName;
  const ask = () => void modal.confirm({ title: w("endTitle"), content: mine ? w("byMe", { name }) : w("forOther", { name }), okText: w("end"), cancelText: w("cancel"), onOk: () => end.mutateAsync().catch(() => undefined) });
  const status = one.status as keyof typeof STATUS;
  return (
    <li data-standin={one.id}>
      <div className="people-who"><strong>{mine ? w("byMe", { name }) : w("forOther", { name })}</strong><div className="muted small">{one.reason}</div></div>
      <div className="people-what">
        {one.roles.map((role) => <span key={role} className="role-tag">{sayRole(role, language)}</span>)}
        <div className="muted small"><Time at={one.from} /> {w("to")} <Time at={one.until} /></div>
        {end.error && <ProblemAlert error={end.error} />}
      </div>
      <div className="people-end">
        <span className="status-tag" data-status={status}>{w(STATUS[status])}</span>
        {status !== "ended" && <Button aria-label={w("endOf", { name })} loading={end.isPending} onClick={ask}>{w("end")}</Button>}
      </div>
    </li>
  );
}

export function StandIns() {
  const w = useWords(words);
  const { me } = useSession();
  const list = useQuery({ queryKey: ["stand-ins"], queryFn: () => members.listStandIns({}) });
  if (list.isPending) return <Loading />;
  const all = list.data?.standIns ?? [];
  const mine = all.filter((one) => one.principal === me?.person);
  const asked = all.filter((one) => one.principal !== me?.person);
  return (
    <div className="stack">
      {list.error && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      <StandInForm />
      {all.length === 0 && <EmptyState title={w("noStandIns")} />}
      {mine.length > 0 && <Card title={w("mine")}><ul className="people">{mine.map((one) => <Row key={one.id} one={one} mine />)}</ul></Card>}
      {asked.length > 0 && <Card title={w("asked")}><ul className="people">{asked.map((one) => <Row key={one.id} one={one} mine={false} />)}</ul></Card>}
    </div>
  );
}
