// The component library set up: language, theme, nonce, passing messages. Only
// what is drawn with it stands inside, so that a page for everybody loads without.

import { App, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { useEffect, type ReactNode } from "react";
import { useSpeak } from "../i18n";
import { useShade } from "./shade";
import { styleNonce } from "./nonce";
import { themes } from "./theme";

const SETTINGS = { maxCount: 3 };

export function Library({ children }: { children: ReactNode }) {
  const { language } = useSpeak();
  const shade = useShade();
  useEffect(() => {
    dayjs.locale(language === "zh" ? "zh-cn" : "en");
  }, [language]);
  return (
    <ConfigProvider
      locale={language === "zh" ? zhCN : enUS} theme={themes[shade]}
      csp={{ nonce: styleNonce() }} button={{ autoInsertSpace: false }}
    >
      <App message={SETTINGS} component={false}>{children}</App>
    </ConfigProvider>
  );
}
