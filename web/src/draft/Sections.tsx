// The sections of a form with how far each is, as links into the page.

import type { FormSection } from "../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../i18n";
import { progressOf } from "./field";
import type { Content } from "./merge";

type Props = { sections: FormSection[]; content: Content; attached: ReadonlySet<string>; defective: ReadonlySet<string> };

export function Sections({ sections, content, attached, defective }: Props) {
  const { t, say } = useSpeak();
  return (
    <nav aria-label={t("draft.sections")}>
      <ol>
        {sections.map((section) => {
          const { done, total, any } = progressOf(section, content, attached);
          const wrong = section.fields.some((field) => defective.has(field.path));
          const word = done === total && (any || total > 0) ? "complete" : any ? "partial" : "notStarted";
          return (
            <li key={section.code}>
              <a href={`#section-${section.code}`}>
                {say(section.zh, section.en)}{wrong && <span className="field-mark" title={t("draft.defects")}>●</span>}
                <small>{t(`draft.${word}`)}{total > 0 && ` · ${done}/${total}`}</small>
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
