import { UserOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { Link, useLocation, useNavigate } from "react-router";
import { identity } from "../api/clients";
import { useSpeak } from "../i18n";
import { LinkButton } from "../ui/LinkButton";
import { useChangeSession, useSession } from "./session";

export function AccountMenu() {
  const { t, say } = useSpeak();
  const { me, pending } = useSession();
  const change = useChangeSession();
  const go = useNavigate();
  const { pathname, search } = useLocation();
  if (pending) return null;
  if (!me) return <LinkButton to={`/sign-in?next=${encodeURIComponent(pathname + search)}`}>{t("auth.signIn")}</LinkButton>;

  const leave = async () => {
    await identity.signOut({}).catch(() => undefined);
    change(null);
    await go("/sign-in");
  };
  const roles = me.roles.map((grant) => `${say(grant.roleZh, grant.roleEn)} · ${grant.organisationName}`);
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          ...roles.map((label, i) => ({ key: `role${i}`, label, disabled: true })),
          { type: "divider" },
          { key: "account", label: <Link to="/account">{t("nav.account")}</Link> },
          { key: "out", label: t("auth.signOut"), onClick: () => void leave() },
        ],
      }}
    >
      <Button type="text" icon={<UserOutlined />} aria-label={`${t("auth.who")}${me.name}`}><span className="hide-narrow">{me.name}</span></Button>
    </Dropdown>
  );
}
