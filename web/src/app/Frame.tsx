// The frame around every page: brand, navigation by role, language, bell, account.

import { MenuOutlined } from "@ant-design/icons";
import { Button, Drawer, Grid, Layout } from "antd";
import { useEffect, useState } from "react";
import { Link, Outlet, useLocation } from "react-router";
import { useSpeak } from "../i18n";
import { AccountMenu } from "./AccountMenu";
import { Bell } from "./Bell";
import { LanguageSwitch } from "./LanguageSwitch";
import { Navigation } from "./Navigation";
import { useSession } from "./session";

export function Brand() {
  const { t } = useSpeak();
  return (
    <Link to="/" className="frame-brand">
      <img src="/mark.svg" alt="" width={28} height={28} />
      {t("product")} <small>{t("tagline")}</small>
    </Link>
  );
}

export function Frame() {
  const { t } = useSpeak();
  const { me } = useSession();
  const wide = Grid.useBreakpoint().lg ?? window.innerWidth >= 992;
  const [open, setOpen] = useState(false);
  const { pathname } = useLocation();
  useEffect(() => setOpen(false), [pathname]);
  return (
    <Layout className="frame">
      <a href="#content" className="skip">{t("nav.skip")}</a>
      <Layout.Header className="frame-header">
        {!wide && <Button type="text" icon={<MenuOutlined />} aria-label={t("nav.open")} onClick={() => setOpen(true)} />}
        <Brand />
        <div className="frame-tools">
          <LanguageSwitch />
          {me && <Bell />}
          <AccountMenu />
        </div>
      </Layout.Header>
      <Layout>
        {wide
          ? <Layout.Sider width={200} style={{ borderRight: "1px solid #dde3ea" }}><Navigation /></Layout.Sider>
          : <Drawer title={t("product")} placement="left" size={260} open={open} onClose={() => setOpen(false)} styles={{ body: { padding: 0 } }}><Navigation /></Drawer>}
        <Layout.Content id="content" tabIndex={-1} className="frame-main"><Outlet /></Layout.Content>
      </Layout>
    </Layout>
  );
}
