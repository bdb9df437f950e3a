// The form of an act that takes hours: what is written is kept by the server as a draft.

import { lazy, Suspense, type ComponentProps } from "react";
import { ActionForm } from "../../form/ActionForm";
import type { FormValues } from "../../form/values";
import type { JsonValue } from "../../draft/merge";
import { SavedBar } from "../../draft/SavedBar";
import type { Shelf } from "../../draft/keeper";
import { useDraftQuery, useKeeper, useShelf } from "../../draft/useDraft";
import type { Draft } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSession } from "../../app/session";
import { useSpeak } from "../../i18n";
import { Loading } from "../../ui/Page";
import { labelOf } from "../../words/labels";

type Props = ComponentProps<typeof ActionForm>;

// Loaded when two people wrote at once.
const MergeDialog = lazy(async () => ({ default: (await import("../../draft/MergeDialog")).MergeDialog }));

const NO_FIELDS = new Map<string, never>();

function Kept({ person, draft, shelf, ...form }: Props & { person: string; draft: Draft; shelf: Shelf }) {
  const { language } = useSpeak();
  const { keeper, view } = useKeeper(person, draft.docket, draft, shelf);
  const put = (values: FormValues) => {
    for (const [field, value] of Object.entries(values)) keeper.set(field, value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as JsonValue));
  };
  const done: Props["onDone"] = (receipt) => {
    keeper.forget();
    form.onDone(receipt);
  };
  return (
    <>
      <SavedBar view={view} labelOf={(field) => labelOf(field)[language]} onSave={() => void keeper.flush()} />
      <ActionForm {...form} key={view.stale ? "stale" : "kept"} initial={{ ...form.initial, ...(view.content as FormValues) }} onTyped={put} onDone={done} />
      {view.stale && <Suspense><MergeDialog stale={view.stale} fields={NO_FIELDS} onChoose={(choices) => void keeper.choose(choices)} /></Suspense>}
    </>
  );
}

export function KeptForm(props: Props) {
  const { me } = useSession();
  const draft = useDraftQuery(props.subject?.id ?? "", false);
  const shelf = useShelf(me?.person, props.subject?.id ?? "");
  if (draft.isPending || (me && !shelf)) return <Loading />;
  if (!draft.data || !me || !shelf) return <ActionForm {...props} />;
  return <Kept {...props} person={me.person} draft={draft.data} shelf={shelf} />;
}
