// Fetches a paper and hands it to the browser to keep; a refusal is thrown like that of a call.

import type { JsonValue } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { errorFromJson } from "@connectrpc/connect/protocol-connect";
import { actingHeader } from "../app/acting";

async function refusalOf(response: Response): Promise<ConnectError> {
  const fallback = new ConnectError("", Code.Unknown);
  const body = await response.json().catch(() => undefined) as JsonValue | undefined;
  try {
    return body === undefined ? fallback : errorFromJson(body, response.headers, fallback);
  } catch {
    return fallback;
  }
}

/** The name the server gives to a file: “filename*=UTF-8''…” first, “filename=…” second. */
export function nameOf(disposition: string | null, fallback: string): string {
  const wide = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? "")?.[1];
  const plain = /filename="?([^";]+)"?/i.exec(disposition ?? "")?.[1];
  try {
    return wide ? decodeURIComponent(wide) : plain ?? fallback;
  } catch {
    return plain ?? fallback;
  }
}

export async function download(path: string, fallbackName: string): Promise<void> {
  const capacity = actingHeader("Download");
  const headers: Record<string, string> = { "x-yanlu-portal": "1", ...(capacity && { "yanlu-acting-as": capacity }) };
  const response = await fetch(path, { credentials: "same-origin", headers });
  if (!response.ok) throw await refusalOf(response);
  const place = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = place;
  link.download = nameOf(response.headers.get("content-disposition"), fallbackName);
  link.click();
  URL.revokeObjectURL(place);
}
