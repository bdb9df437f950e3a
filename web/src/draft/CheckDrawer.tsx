// The findings of the checks beside the desk; following one closes the drawer.

import { Drawer } from "antd";
import type { Form } from "../gen/yanlu/docket/v1/docket_pb";
import { useWords } from "../i18n/words";
import { CheckPanel } from "./CheckPanel";
import type { Check } from "./useCheck";
import { useGiveBack } from "../ui/useGiveBack";
import { words } from "./words";

export function CheckDrawer({ check, form, onClose }: { check: Check; form: Form; onClose: () => void }) {
  useGiveBack();
  const w = useWords(words);
  return (
    <Drawer open title={w("checkTitle")} onClose={onClose}>
      <div onClick={(event) => (event.target as HTMLElement).closest("a") && onClose()}><CheckPanel check={check} form={form} /></div>
    </Drawer>
  );
}
