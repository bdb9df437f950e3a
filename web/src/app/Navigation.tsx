// Where one may go, in groups. What a role never uses is not offered; what is
// offered is still judged by the server. A new page is one line in ENTRIES.

import {
  AuditOutlined, BarChartOutlined, BookOutlined, BranchesOutlined, ClockCircleOutlined, CommentOutlined, ContainerOutlined, DashboardOutlined, DatabaseOutlined, FileProtectOutlined, FormOutlined, HomeOutlined, IdcardOutlined, InboxOutlined,
  MailOutlined, NotificationOutlined, PayCircleOutlined, ProfileOutlined, ProjectOutlined, SafetyCertificateOutlined, ScheduleOutlined, SearchOutlined, SendOutlined, SolutionOutlined, TeamOutlined, TrophyOutlined, UserOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import { NavLink } from "react-router";
import { useSpeak } from "../i18n";
import { useSession, type Session } from "./session";

type Group = "work" | "files" | "unit" | "rules" | "public";
type Entry = { path: string; zh: string; en: string; group: Group; icon: ReactNode; shown: (session: Session) => boolean };

const GROUPS: { key: Group; zh: string; en: string }[] = [
  { key: "work", zh: "工作台", en: "My work" },
  { key: "files", zh: "业务", en: "Files" },
  { key: "unit", zh: "本单位", en: "My organisation" },
  { key: "rules", zh: "规则", en: "Rules" },
  { key: "public", zh: "公开信息", en: "Public" },
];

const everyone = () => true;
const signedIn = (session: Session) => session.me !== null;
const roles = (...names: string[]) => (session: Session) => session.has(...names);
const BUREAU = ["officer", "director", "party_group", "leading_group", "finance", "discipline", "auditor", "admin"];
const WATCHES = ["officer", "director", "party_group", "leading_group", "finance", "discipline", "auditor", "agency"];

const ENTRIES: Entry[] = [
  { path: "/queue", zh: "我的待办", en: "My queue", group: "work", icon: <InboxOutlined />, shown: signedIn },
  { path: "/inbox", zh: "通知", en: "Notifications", group: "work", icon: <MailOutlined />, shown: signedIn },
  { path: "/pipeline", zh: "进度总览", en: "Pipeline", group: "work", icon: <DashboardOutlined />, shown: roles(...WATCHES) },
  { path: "/messages", zh: "群发消息", en: "Messages", group: "work", icon: <SendOutlined />, shown: roles("officer", "director", "auditor") },
  { path: "/projects", zh: "项目", en: "Projects", group: "files", icon: <ProjectOutlined />, shown: roles("pi", "institution", "recommender", "agency", "chair", ...BUREAU) },
  { path: "/reviews", zh: "评审任务", en: "Reviews", group: "files", icon: <AuditOutlined />, shown: roles("reviewer", "agency") },
  { path: "/commissions", zh: "评审委托", en: "Commissions", group: "files", icon: <ContainerOutlined />, shown: roles("agency", "officer", "director", "discipline", "auditor") },
  { path: "/experts", zh: "专家库", en: "Experts", group: "files", icon: <IdcardOutlined />, shown: roles("agency", "officer", "director", "discipline", "auditor", "institution", "recommender") },
  { path: "/experts/fees", zh: "专家咨询费", en: "Reviewer fees", group: "files", icon: <PayCircleOutlined />, shown: roles("agency", "officer", "director", "finance", "auditor", "reviewer") },
  { path: "/experts/mine", zh: "我的专家档案", en: "My expert file", group: "work", icon: <UserOutlined />, shown: (session) => signedIn(session) && (session.has("reviewer", "pi") || session.grants.length === 0) },
  { path: "/reviewing", zh: "我的评审", en: "My reviews", group: "work", icon: <FormOutlined />, shown: roles("reviewer") },
  { path: "/review-quality", zh: "评审质量与统计", en: "Review quality", group: "files", icon: <BarChartOutlined />, shown: roles("agency", "officer", "director", "discipline", "auditor") },
  { path: "/meetings", zh: "评审会", en: "Panel meetings", group: "files", icon: <CommentOutlined />, shown: roles("reviewer", "agency", "officer", "director", "discipline", "auditor") },
  { path: "/contacts", zh: "请托登记", en: "Undue influence", group: "files", icon: <FileProtectOutlined />, shown: roles("reviewer", ...WATCHES) },
  { path: "/needs", zh: "需求", en: "Needs", group: "files", icon: <SolutionOutlined />, shown: roles("demander", "officer", "director", "auditor") },
  { path: "/pool", zh: "需求储备库", en: "Reserve pool", group: "files", icon: <DatabaseOutlined />, shown: roles("officer", "director", "auditor") },
  { path: "/batches", zh: "批次", en: "Calls", group: "files", icon: <ScheduleOutlined />, shown: roles("agency", ...BUREAU) },
  { path: "/extensions", zh: "延期办理", en: "Extensions", group: "files", icon: <ClockCircleOutlined />, shown: roles("officer", "director", "discipline", "auditor") },
  { path: "/limits", zh: "限项与名额", en: "Limits", group: "unit", icon: <BranchesOutlined />, shown: roles("institution", "recommender") },
  { path: "/team", zh: "人员与权限", en: "People and roles", group: "unit", icon: <TeamOutlined />, shown: roles("institution", "recommender", "agency", "admin") },
  { path: "/packs", zh: "政策包", en: "Rule packs", group: "rules", icon: <FileProtectOutlined />, shown: signedIn },
  { path: "/home", zh: "首页", en: "Home", group: "public", icon: <HomeOutlined />, shown: everyone },
  { path: "/calls", zh: "申报批次", en: "Calls", group: "public", icon: <ProfileOutlined />, shown: everyone },
  { path: "/notices", zh: "公示", en: "Public notices", group: "public", icon: <NotificationOutlined />, shown: everyone },
  { path: "/results", zh: "立项结果", en: "Results", group: "public", icon: <TrophyOutlined />, shown: everyone },
  { path: "/check", zh: "编号核验", en: "Check a number", group: "public", icon: <SafetyCertificateOutlined />, shown: everyone },
  { path: "/objections", zh: "异议查询", en: "Follow an objection", group: "public", icon: <SearchOutlined />, shown: everyone },
  { path: "/plan", zh: "规划", en: "The plan", group: "public", icon: <BookOutlined />, shown: everyone },
];

/** The navigation; folded, only the pictures are seen and the words are told. */
export function Navigation({ folded = false }: { folded?: boolean }) {
  const { t, say } = useSpeak();
  const session = useSession();
  return (
    <nav aria-label={t("nav.main")} className={folded ? "nav nav-folded" : "nav"}>
      {GROUPS.map((group) => {
        const entries = ENTRIES.filter((entry) => entry.group === group.key && entry.shown(session));
        if (entries.length === 0) return null;
        return (
          <section key={group.key} aria-label={say(group.zh, group.en)}>
            <h2>{say(group.zh, group.en)}</h2>
            <ul>
              {entries.map((entry) => (
                <li key={entry.path}><NavLink to={entry.path} end={entry.path === "/experts"} title={folded ? say(entry.zh, entry.en) : undefined}><span aria-hidden>{entry.icon}</span><span className="nav-word">{say(entry.zh, entry.en)}</span></NavLink></li>
              ))}
            </ul>
          </section>
        );
      })}
    </nav>
  );
}
