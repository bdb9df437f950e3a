import { Button } from "antd";
import { switchLanguage, useSpeak } from "../i18n";

export function LanguageSwitch() {
  const { t, language } = useSpeak();
  const other = language === "zh" ? "en" : "zh";
  return (
    <Button type="text" lang={other === "zh" ? "zh-CN" : "en"} aria-label={t("common.languageLabel")} onClick={() => switchLanguage(other)}>
      {t("common.language")}
    </Button>
  );
}
