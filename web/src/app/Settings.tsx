// How the portal looks to this person: shade, unit of money, language.

import { moneyChoice } from "../format/choice";
import { switchLanguage, useSpeak } from "../i18n";
import { useWords } from "../i18n/words";
import { Choice } from "../ui/Choice";
import { useKept } from "./kept";
import { shadeChoice } from "./shade";
import { frameWords } from "./words";

export function Settings() {
  const w = useWords(frameWords);
  const { language } = useSpeak();
  const shade = useKept(shadeChoice);
  const unit = useKept(moneyChoice);
  return (
    <div className="settings">
      <Choice
        label={w("shade")} value={shade} onChange={shadeChoice.set}
        options={[{ value: "system", label: w("shadeSystem") }, { value: "light", label: w("shadeLight") }, { value: "dark", label: w("shadeDark") }]}
      />
      <Choice label={w("money")} value={unit} onChange={moneyChoice.set} options={[{ value: "wan", label: w("wan") }, { value: "yuan", label: w("yuan") }]} />
      <Choice
        label={w("languageHead")} value={language} onChange={switchLanguage}
        options={[{ value: "zh", label: "中文", lang: "zh-CN" }, { value: "en", label: "English", lang: "en" }]}
      />
    </div>
  );
}
