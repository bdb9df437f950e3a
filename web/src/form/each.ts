// The same act on several subjects: one after another, each with its own answer.

import type { Receipt } from "../gen/yanlu/docket/v1/docket_pb";
import { RequestIds } from "./requestId";

export type Outcome<T> = { item: T; receipt?: Receipt; error?: unknown };

/** Keeps a request id for each subject, so that what is sent again after a broken line is the same request. */
export class EachIds {
  private readonly ids = new Map<string, RequestIds>();

  idFor(key: string, body: unknown): string {
    const own = this.ids.get(key) ?? new RequestIds();
    this.ids.set(key, own);
    return own.idFor(body);
  }

  done(key: string): void {
    this.ids.get(key)?.done();
  }
}

/** A refusal of one does not stop the others; order is kept. */
export async function each<T>(items: readonly T[], act: (item: T) => Promise<Receipt>, onProgress?: (done: number) => void): Promise<Outcome<T>[]> {
  const out: Outcome<T>[] = [];
  for (const item of items) {
    try {
      out.push({ item, receipt: await act(item) });
    } catch (error) {
      out.push({ item, error });
    }
    onProgress?.(out.length);
  }
  return out;
}
