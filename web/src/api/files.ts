// Attachments go through a plain HTTP upload, with the portal’s header and the
// session’s cookie; a refusal has the form of a refused call.

import type { JsonValue } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { errorFromJson } from "@connectrpc/connect/protocol-connect";

async function refusalOf(response: Response): Promise<ConnectError> {
  const fallback = new ConnectError(`${response.status} ${response.statusText}`, Code.Internal);
  const body = await response.json().catch(() => undefined) as JsonValue | undefined;
  if (body === undefined) return fallback;
  try {
    return errorFromJson(body, response.headers, fallback);
  } catch {
    return fallback;
  }
}

/** Uploads one file for a field. The same request id sent again is the same upload. */
export async function upload(docket: string, field: string, file: File, requestId: string): Promise<void> {
  const query = new URLSearchParams({ docket, field, request_id: requestId });
  const body = new FormData();
  body.set("file", file, file.name);
  const response = await fetch(`/files?${query}`, { method: "POST", body, credentials: "same-origin", headers: { "x-yanlu-portal": "1" } });
  if (!response.ok) throw await refusalOf(response);
}

/** Takes a file out of the draft; what a snapshot holds stays. */
export async function removeFile(id: string): Promise<void> {
  const response = await fetch(downloadPath(id), { method: "DELETE", credentials: "same-origin", headers: { "x-yanlu-portal": "1" } });
  if (!response.ok) throw await refusalOf(response);
}

export function downloadPath(id: string): string {
  return `/files/${encodeURIComponent(id)}`;
}

/** Bytes for reading: “1.2 MB”. */
export function showSize(bytes: bigint): string {
  const size = Number(bytes);
  if (size < 1024) return `${size} B`;
  if (size < 1024 * 1024) return `${(size / 1024).toFixed(1)} KB`;
  return `${(size / 1024 / 1024).toFixed(1)} MB`;
}
