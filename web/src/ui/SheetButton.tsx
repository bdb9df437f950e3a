// Takes a list away as a spreadsheet; what the server refuses is said beside the button.

import { useMutation } from "@tanstack/react-query";
import { useSpeak } from "../i18n";
import { Button } from "./Button";
import { download } from "./download";
import { ProblemAlert } from "./ProblemAlert";

/** path is one of /papers/tables/…; name is what the file is called when the server gives no name. */
export function SheetButton({ path, name }: { path: string; name: string }) {
  const { say } = useSpeak();
  const sheet = useMutation({ mutationFn: () => download(path, `${name}.xlsx`) });
  return (
    <>
      <Button disabled={sheet.isPending} onClick={() => sheet.mutate()}>{say("导出表格", "Export")}</Button>
      {sheet.error && <ProblemAlert error={sheet.error} />}
    </>
  );
}
