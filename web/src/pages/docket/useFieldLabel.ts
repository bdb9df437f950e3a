// What the fields of a subject’s form are called, by their paths.

import { useQuery } from "@tanstack/react-query";
import { dockets } from "../../api/clients";
import { useSpeak } from "../../i18n";
import { sayField } from "../../words/listed";

/** Says a field; nothing before the form has been read. */
export function useFieldLabel(docket: string): (path: string) => string {
  const { language } = useSpeak();
  const form = useQuery({ queryKey: ["form", docket], staleTime: 60_000, retry: false, queryFn: () => dockets.getForm({ docket }) });
  return (path) => (form.isPending ? "" : sayField(form.data, path, language));
}
