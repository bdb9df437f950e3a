// Where one may go. What a role never uses is not offered; what is offered is still judged by the server.

import {
  AuditOutlined, BookOutlined, FileProtectOutlined, InboxOutlined, NotificationOutlined, ProfileOutlined,
  ProjectOutlined, ScheduleOutlined, SearchOutlined, SolutionOutlined,
} from "@ant-design/icons";
import { Menu } from "antd";
import type { ReactNode } from "react";
import { Link, useLocation } from "react-router";
import { useSpeak } from "../i18n";
import { useSession, type Session } from "./session";

type Entry = { path: string; word: string; icon: ReactNode; shown: (session: Session) => boolean };

const everyone = () => true;
const signedIn = (session: Session) => session.me !== null;
const BUREAU = ["officer", "director", "party_group", "leading_group", "finance", "discipline", "auditor", "admin"];

const ENTRIES: Entry[] = [
  { path: "/queue", word: "nav.queue", icon: <InboxOutlined />, shown: signedIn },
  { path: "/projects", word: "nav.projects", icon: <ProjectOutlined />, shown: (s) => s.has("pi", "institution", "recommender", "agency", "chair", ...BUREAU) },
  { path: "/reviews", word: "nav.reviews", icon: <AuditOutlined />, shown: (s) => s.has("reviewer", "agency") },
  { path: "/needs", word: "nav.needs", icon: <SolutionOutlined />, shown: (s) => s.has("demander", "officer", "director", "auditor") },
  { path: "/batches", word: "list.calls", icon: <ScheduleOutlined />, shown: (s) => s.has("agency", ...BUREAU) },
  { path: "/calls", word: "nav.calls", icon: <ProfileOutlined />, shown: everyone },
  { path: "/notices", word: "nav.notices", icon: <NotificationOutlined />, shown: everyone },
  { path: "/objections", word: "nav.objections", icon: <SearchOutlined />, shown: everyone },
  { path: "/packs", word: "nav.packs", icon: <FileProtectOutlined />, shown: signedIn },
  { path: "/plan", word: "nav.plan", icon: <BookOutlined />, shown: everyone },
];

export function Navigation() {
  const { t } = useSpeak();
  const session = useSession();
  const { pathname } = useLocation();
  const items = ENTRIES.filter((entry) => entry.shown(session)).map(({ path, word, icon }) => ({
    key: path, icon, label: <Link to={path} aria-current={pathname === path ? "page" : undefined}>{t(word)}</Link>,
  }));
  return (
    <nav aria-label={t("nav.main")}>
      <Menu mode="inline" style={{ border: 0 }} items={items} selectedKeys={[`/${pathname.split("/")[1] ?? ""}`]} />
    </nav>
  );
}
