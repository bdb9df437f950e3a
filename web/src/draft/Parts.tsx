// The parts of the form that are open, with their fields, and the way to the parts beside them.

import { useEffect } from "react";
import type { Mark } from "../gen/yanlu/application/v1/drafting_pb";
import type { Form, FormField, FormSection } from "../gen/yanlu/docket/v1/docket_pb";
import { FieldBlock } from "./FieldBlock";
import type { Content, JsonValue } from "./merge";
import type { SectionProgress } from "./progress";
import { Part, Turns } from "./SectionScreen";
import { BudgetCard } from "./table/BudgetCard";
import type { FieldFacts } from "./useFieldFacts";

type Props = {
  docket: string; form: Form; shown: FormSection[]; progress: SectionProgress[]; content: Content; marks: Mark[]; mark?: (section: string, done: boolean) => void;
  /** Which part is shown, counted from 0; negative when all are. */
  at: number; gap: FormField | undefined;
  put: (path: string, value: JsonValue | undefined) => void; of: (path: string) => FieldFacts;
  /** Told once the fields stand, for whoever wants to go to one. */
  onDrawn: (drawn: true) => void;
};

export function Parts({ docket, form, shown, progress, content, marks, mark, at, gap, put, of, onDrawn }: Props) {
  useEffect(() => onDrawn(true), [onDrawn]);
  return (
    <div className="stack">
      {shown.map((section) => {
        const one = progress.find((each) => each.section === section);
        return one && (
          <Part key={section.code} one={one} mark={marks.find((each) => each.section === section.code)} onMark={mark && ((done) => mark(section.code, done))}>
            {section.fields.map((field) => <FieldBlock key={field.path} docket={docket} field={field} value={content[field.path]} put={put} {...of(field.path)} />)}
            {section.fields.some((field) => field.path === "budget.sources") && <BudgetCard content={content} fields={section.fields} />}
          </Part>
        );
      })}
      {at >= 0 && <Turns sections={form.sections} at={at} gap={gap} />}
    </div>
  );
}
