// What a widget may need to know about the form it stands in.

import { createContext, useContext } from "react";

/** A place in the content that somebody pointed at, with a text to start from; each pointing is a new one. */
export type Point = { field: string; text?: string; at: number };

export type FormContext = {
  /** The subject acted on; undefined for a subject that is being made. */
  docket?: string;
  /** The subject’s machine, or the one being made. */
  machine: string;
  /** The event the form causes. */
  event?: string;
};

export const ActionContext = createContext<FormContext>({ machine: "" });

export const useActionContext = (): FormContext => useContext(ActionContext);

/** Where the material beside a form tells the form what was pointed at. */
export const PointContext = createContext<Point | undefined>(undefined);

export const usePoint = (): Point | undefined => useContext(PointContext);
