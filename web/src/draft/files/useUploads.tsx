// The uploads of a docket, shared by all its file fields.

import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { createContext, useContext, useEffect, useMemo, useRef, useSyncExternalStore, type ReactNode } from "react";
import { removeFile } from "../../api/files";
import { useWords } from "../../i18n/words";
import { words } from "../words";
import { Uploads, type Upload } from "./uploads";

const UploadsContext = createContext<Uploads | undefined>(undefined);

export function UploadsProvider({ person, docket, children }: { person: string; docket: string; children: ReactNode }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const done = useRef((_name: string, _replaces: string | undefined) => undefined as void);
  done.current = (name, replaces) => {
    void message.success(w("uploaded", { name }));
    void (replaces ? removeFile(replaces) : Promise.resolve()).catch(() => undefined)
      .finally(() => queries.invalidateQueries({ queryKey: ["attachments", docket] }));
  };
  const uploads = useMemo(() => new Uploads(person, docket, (name, replaces) => done.current(name, replaces)), [person, docket]);
  useEffect(() => {
    void uploads.revive();
    const wake = () => uploads.wake();
    window.addEventListener("online", wake);
    return () => {
      window.removeEventListener("online", wake);
      uploads.stop();
    };
  }, [uploads]);
  return <UploadsContext value={uploads}>{children}</UploadsContext>;
}

const NONE: Upload[] = [];
const nobody = () => () => undefined;

export function useUploads(field: string): { uploads: Uploads | undefined; mine: Upload[] } {
  const uploads = useContext(UploadsContext);
  const all = useSyncExternalStore(uploads?.subscribe ?? nobody, uploads?.snapshot ?? (() => NONE));
  return { uploads, mine: useMemo(() => all.filter((one) => one.field === field), [all, field]) };
}
