// Attachments go over plain HTTP, with the portal’s header and the session’s
// cookie; a refusal has the form of a refused call. A file is sent in parts, so
// that it goes on where it stopped.

import type { JsonValue } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { errorFromJson } from "@connectrpc/connect/protocol-connect";
import { actingHeader } from "../app/acting";

/** What the server takes; it judges again, by content. */
export const TYPES = ["pdf", "doc", "docx", "xls", "xlsx", "png", "jpg", "jpeg", "ofd", "txt", "zip"] as const;
export const MOST_BYTES = 50 * 1024 * 1024;

const PART = 512 * 1024;

async function refusalOf(response: Response): Promise<ConnectError> {
  const fallback = new ConnectError(`${response.status} ${response.statusText}`, response.status >= 502 ? Code.Unavailable : Code.Internal);
  const body = await response.json().catch(() => undefined) as JsonValue | undefined;
  if (body === undefined) return fallback;
  try {
    return errorFromJson(body, response.headers, fallback);
  } catch {
    return fallback;
  }
}

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const capacity = actingHeader("files");
  const headers = { "x-yanlu-portal": "1", ...(capacity ? { "yanlu-acting-as": capacity } : {}) };
  let response: Response;
  try {
    response = await fetch(path, { ...init, credentials: "same-origin", headers });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ConnectError("the connection failed", Code.Unavailable);
  }
  if (!response.ok) throw await refusalOf(response);
  return response;
}

export type Sent = { id: string; received: number; attachment?: { id: string; fileName: string } };

/** Begins an upload; the same request id is the same upload, with what has arrived of it. */
export async function beginUpload(docket: string, field: string, file: { name: string; size: number }, requestId: string, signal: AbortSignal): Promise<Sent> {
  const query = new URLSearchParams({ docket, field, name: file.name, size: String(file.size), request_id: requestId });
  return (await ask(`/files/uploads?${query}`, { method: "POST", signal })).json() as Promise<Sent>;
}

/** Sends the part that begins at the offset. */
export async function sendPart(id: string, file: Blob, offset: number, signal: AbortSignal): Promise<Sent> {
  const path = `/files/uploads/${encodeURIComponent(id)}?offset=${offset}`;
  return (await ask(path, { method: "PUT", body: file.slice(offset, offset + PART), signal })).json() as Promise<Sent>;
}

/** How much of an upload has arrived. */
export async function uploadState(id: string, signal: AbortSignal): Promise<Sent> {
  return (await ask(`/files/uploads/${encodeURIComponent(id)}`, { signal })).json() as Promise<Sent>;
}

/** Takes a file out of the draft; what a snapshot holds stays. */
export async function removeFile(id: string): Promise<void> {
  await ask(downloadPath(id), { method: "DELETE" });
}

/** The file as it is, to be put back where it was. */
export async function fetchFile(id: string, name: string): Promise<File> {
  const blob = await (await ask(downloadPath(id))).blob();
  return new File([blob], name, { type: blob.type });
}

export function downloadPath(id: string): string {
  return `/files/${encodeURIComponent(id)}`;
}

/** For looking at in the page: pictures and PDF. */
export function previewPath(id: string): string {
  return `${downloadPath(id)}?inline=1`;
}

/** Bytes for reading: “1.2 MB”. */
export function showSize(bytes: bigint | number): string {
  const size = Number(bytes);
  if (size < 1024) return `${size} B`;
  if (size < 1024 * 1024) return `${(size / 1024).toFixed(1)} KB`;
  return `${(size / 1024 / 1024).toFixed(1)} MB`;
}

export type FileTrouble = "badType" | "tooLarge" | "emptyFile";

/** What is wrong with a file before its first byte is sent. */
export function troubleOf(file: { name: string; size: number }): FileTrouble | undefined {
  const ending = file.name.split(".").at(-1)?.toLowerCase() ?? "";
  if (!file.name.includes(".") || !(TYPES as readonly string[]).includes(ending)) return "badType";
  if (file.size === 0) return "emptyFile";
  return file.size > MOST_BYTES ? "tooLarge" : undefined;
}
