// From the kind of a field to its widget.

import { lazy, Suspense, type ComponentType } from "react";
import { Kind } from "../gen/yanlu/form/v1/form_pb";
import { Loading } from "../ui/Page";
import type { FieldSpec } from "./spec";
import type { FormValue } from "./values";
import {
  BoolWidget, ChoiceWidget, ColleaguesWidget, DisciplinesWidget, DocketWidget, LongWidget, MoneyWidget, NumberWidget, OrganisationWidget,
  PackVersionWidget, PeopleWidget, PersonWidget, TextWidget, TimeWidget, TopicsWidget, type WidgetProps,
} from "./widgets";

// Large widgets that few forms have are loaded by those.
const DefectsWidget = lazy(async () => ({ default: (await import("./defects")).DefectsWidget }));
const ScoresWidget = lazy(async () => ({ default: (await import("./scores")).ScoresWidget }));
const CoApplicantsWidget = lazy(async () => ({ default: (await import("./rows")).CoApplicantsWidget }));
const KeywordsWidget = lazy(async () => ({ default: (await import("./keywords")).KeywordsWidget }));
const TargetsWidget = lazy(async () => ({ default: (await import("./rows")).TargetsWidget }));

/** Each widget knows its own type of value; the table forgets it, and the kind brings it back. */
const widget = <T extends FormValue>(one: ComponentType<WidgetProps<T>>) => one as unknown as ComponentType<WidgetProps<FormValue>>;

const WIDGETS: Record<Kind, ComponentType<WidgetProps<FormValue>>> = {
  [Kind.UNSPECIFIED]: widget(TextWidget),
  [Kind.TEXT]: widget(TextWidget),
  [Kind.LONG]: widget(LongWidget),
  [Kind.MONEY]: widget(MoneyWidget),
  [Kind.NUMBER]: widget(NumberWidget),
  [Kind.DECIMAL]: widget(NumberWidget),
  [Kind.BOOL]: widget(BoolWidget),
  [Kind.TIME]: widget(TimeWidget),
  [Kind.PERSON]: widget(PersonWidget),
  [Kind.PEOPLE]: widget(PeopleWidget),
  [Kind.ORGANISATION]: widget(OrganisationWidget),
  [Kind.DOCKET]: widget(DocketWidget),
  [Kind.DEFECTS]: widget(DefectsWidget),
  [Kind.SCORES]: widget(ScoresWidget),
  [Kind.CHOICE]: widget(ChoiceWidget),
  [Kind.TOPICS]: widget(TopicsWidget),
  [Kind.TARGETS]: widget(TargetsWidget),
  [Kind.COAPPLICANTS]: widget(CoApplicantsWidget),
  [Kind.COLLEAGUES]: widget(ColleaguesWidget),
  [Kind.KEYWORDS]: widget(KeywordsWidget),
  [Kind.DISCIPLINES]: widget(DisciplinesWidget),
};

type Props = { id?: string; spec: FieldSpec; value?: FormValue; onChange?: (value: FormValue) => void };

/** Fields whose name says more than their kind. */
const BY_NAME: Record<string, ComponentType<WidgetProps<FormValue>>> = { pack_version: widget(PackVersionWidget) };

export function FieldInput({ spec, ...input }: Props) {
  const Widget = BY_NAME[spec.name] ?? WIDGETS[spec.kind];
  return <Suspense fallback={<Loading />}><Widget spec={spec} {...input} /></Suspense>;
}
