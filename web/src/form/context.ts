// What a widget may need to know about the form it stands in.

import { createContext, useContext } from "react";

export type FormContext = {
  /** The subject acted on; undefined for a subject that is being made. */
  docket?: string;
  /** The subject’s machine, or the one being made. */
  machine: string;
};

export const ActionContext = createContext<FormContext>({ machine: "" });

export const useActionContext = (): FormContext => useContext(ActionContext);
