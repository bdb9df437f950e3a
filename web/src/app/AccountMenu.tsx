// The corner of the person: who, in which capacity, how things look, the way out.

import { SettingOutlined, UserOutlined } from "@ant-design/icons";
import { Link, useLocation, useNavigate } from "react-router";
import { identity } from "../api/client/identity";
import { useSpeak } from "../i18n";
import { useWords } from "../i18n/words";
import { Choice } from "../ui/Choice";
import { Disclosure } from "../ui/Disclosure";
import { acting, capacityOf } from "./acting";
import { useChangeCapacity, useChangeSession, useSession } from "./session";
import { Settings } from "./Settings";
import { frameWords } from "./words";

function Capacities({ close }: { close: () => void }) {
  const w = useWords(frameWords);
  const { say } = useSpeak();
  const { me, limited } = useSession();
  const change = useChangeCapacity();
  const grants = new Map((me?.roles ?? []).map((grant) => [capacityOf(grant), grant]));
  if (grants.size < 2) {
    return <p className="muted small">{[...grants.values()].map((grant) => `${say(grant.roleZh, grant.roleEn)} · ${grant.organisationName}`)}</p>;
  }
  const options = [
    { value: "", label: w("allCapacities") },
    ...[...grants].map(([value, grant]) => ({ value, label: `${say(grant.roleZh, grant.roleEn)} · ${grant.organisationName}` })),
  ];
  return (
    <Choice
      label={w("capacity")} hint={w("capacityHint")} column value={limited ? acting.get() : ""} options={options}
      onChange={(capacity) => {
        void change(capacity);
        close();
      }}
    />
  );
}

export function AccountMenu() {
  const w = useWords(frameWords);
  const { me, pending } = useSession();
  const change = useChangeSession();
  const go = useNavigate();
  const { pathname, search } = useLocation();
  if (pending) return null;
  const leave = async () => {
    await identity.signOut({}).catch(() => undefined);
    change(null);
    await go("/sign-in");
  };
  if (!me) {
    return (
      <>
        <Disclosure label={w("settings")} button={<SettingOutlined />}>{() => <Settings />}</Disclosure>
        <Link className="sign-in-link" to={`/sign-in?next=${encodeURIComponent(pathname + search)}`}>{w("signIn")}</Link>
      </>
    );
  }
  return (
    <Disclosure label={`${w("signedInAs")}${me.name}`} button={<><UserOutlined /> <span className="hide-narrow">{me.name}</span></>}>
      {(close) => (
        <>
          <strong>{me.name}</strong>
          <Capacities close={close} />
          <Settings />
          <div className="disclosure-end">
            <Link to="/account" onClick={close}>{w("account")}</Link>
            <button type="button" className="tool" onClick={() => void leave()}>{w("signOut")}</button>
          </div>
        </>
      )}
    </Disclosure>
  );
}
