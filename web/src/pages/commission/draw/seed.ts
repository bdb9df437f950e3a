// The agency's side of a draw, in its own browser: the seed is made and kept
// here, and only the commitment to it is ever sent before the draw. The bytes
// are those of services/review/draw; a test holds the two together.

const HEX = /^[0-9a-f]{64}$/;
const utf8 = new TextEncoder();

/** Whether this browser can do it: only a page that came over HTTPS, or from this machine, may. */
export const able = (): boolean => typeof globalThis.crypto?.subtle?.digest === "function";

export const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

export const bytesOf = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** SHA-256 over a domain and its parts, each with its length before it; hex. */
export async function digest(domain: string, ...parts: (Uint8Array | string)[]): Promise<string> {
  const pieces = [domain, ...parts].flatMap((part) => {
    const bytes = typeof part === "string" ? utf8.encode(part) : part;
    return [utf8.encode(`${bytes.length}:`), bytes];
  });
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return hexOf(new Uint8Array(await crypto.subtle.digest("SHA-256", all)));
}

/** A seed of 32 bytes from the system's source of chance; hex. */
export const newSeed = (): string => hexOf(crypto.getRandomValues(new Uint8Array(32)));

/** What may be published of a seed: the commission is in it, so that one commitment cannot serve two draws. */
export const commitmentOf = (commission: string, seed: string): Promise<string> => digest("yanlu/draw/commit/1", commission, bytesOf(seed));

/** The file of a seed reads as the command line writes it. */
export const fileOf = (seed: string): string => `${seed}\n`;

/** The seed in a file; undefined when there is none. */
export function seedIn(text: string): string | undefined {
  const seed = text.trim();
  return HEX.test(seed) ? seed : undefined;
}
