// The component library set up once: language, theme, nonce, messages.

import { App, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { useEffect, type ReactNode } from "react";
import { useSpeak } from "../i18n";
import { styleNonce, theme } from "./theme";

export function Look({ children }: { children: ReactNode }) {
  const { language } = useSpeak();
  useEffect(() => {
    dayjs.locale(language === "zh" ? "zh-cn" : "en");
  }, [language]);
  return (
    <ConfigProvider
      locale={language === "zh" ? zhCN : enUS} theme={theme}
      csp={{ nonce: styleNonce() }} button={{ autoInsertSpace: false }}
    >
      <App message={{ maxCount: 3 }}>{children}</App>
    </ConfigProvider>
  );
}
