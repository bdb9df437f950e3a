// The form of an act that takes hours: what is written is kept by the server as a draft.

import type { ComponentProps } from "react";
import { ActionForm } from "../../form/ActionForm";
import type { FormValues } from "../../form/values";
import type { JsonValue } from "../../draft/merge";
import { MergeDialog } from "../../draft/MergeDialog";
import { SavedBar } from "../../draft/SavedBar";
import { useDraftQuery, useKeeper } from "../../draft/useDraft";
import type { Draft } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSession } from "../../app/session";
import { useSpeak } from "../../i18n";
import { Loading } from "../../ui/Page";
import { labelOf } from "../../words/labels";

type Props = ComponentProps<typeof ActionForm>;

const NO_FIELDS = new Map<string, never>();

function Kept({ person, draft, ...form }: Props & { person: string; draft: Draft }) {
  const { language } = useSpeak();
  const { keeper, view } = useKeeper(person, draft.docket, draft);
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
      <MergeDialog stale={view.stale} fields={NO_FIELDS} onChoose={(theirs) => void keeper.choose(theirs)} />
    </>
  );
}

export function KeptForm(props: Props) {
  const { me } = useSession();
  const draft = useDraftQuery(props.subject?.id ?? "", false);
  if (draft.isPending) return <Loading />;
  if (!draft.data || !me) return <ActionForm {...props} />;
  return <Kept {...props} person={me.person} draft={draft.data} />;
}
