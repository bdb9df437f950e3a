// Chinese or English where there is no account corner, as on the sign-in page.

import { switchLanguage, useSpeak } from "../i18n";

export function LanguageSwitch() {
  const { t, language } = useSpeak();
  const other = language === "zh" ? "en" : "zh";
  return (
    <button type="button" className="tool" lang={other === "zh" ? "zh-CN" : "en"} aria-label={t("common.languageLabel")} onClick={() => switchLanguage(other)}>
      {t("common.language")}
    </button>
  );
}
