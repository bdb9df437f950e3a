// The public JSON API, for what comes before the act under test.

import { randomUUID } from "node:crypto";

export type Json = { [key: string]: unknown };

const PASSWORD = "yanlu-demo-2026";

export function base(): string {
  const url = process.env.YANLU_TEST_URL;
  if (!url) throw new Error("no server: the global setup has not run");
  return url;
}

const tokens = new Map<string, Promise<string>>();

async function post<T>(method: string, body: Json, token?: string): Promise<T> {
  const response = await fetch(`${base()}/${method}`, {
    method: "POST", body: JSON.stringify(body),
    headers: { "content-type": "application/json", "connect-protocol-version": "1", ...(token ? { authorization: `Bearer ${token}` } : {}) },
  });
  const answer = await response.json() as Json;
  if (!response.ok) throw new Error(`${method}: ${response.status} ${JSON.stringify(answer).slice(0, 1500)}`);
  return answer as T;
}

function tokenOf(login: string): Promise<string> {
  const key = `${base()} ${login}`;
  const known = tokens.get(key) ?? post<{ token: string }>("yanlu.identity.v1.IdentityService/SignIn", { login, password: PASSWORD }).then(({ token }) => token);
  tokens.set(key, known);
  return known;
}

/** Calls a method as somebody; nobody when the login is empty. */
export async function call<T = Json>(login: string, method: string, body: Json): Promise<T> {
  return post<T>(method, body, login ? await tokenOf(login) : undefined);
}

export type Receipt = { docket: { id: string; seq: string; code: string; state: string }; number: string; hash: string };

/** Carries a verb on whatever is current. */
export function act(login: string, method: string, body: Json): Promise<Receipt> {
  return call<Receipt>(login, method, { requestId: randomUUID(), ...body });
}

export type Docket = { id: string; machine: string; state: string; title: string; code: string; seq: string; facts?: { [section: string]: Json } };
export type GetDocket = { docket: Docket; children?: Docket[]; actions?: { event: string; refused?: string }[] };

export const getDocket = (login: string, docket: string): Promise<GetDocket> => call(login, "yanlu.docket.v1.DocketService/GetDocket", { docket });

/** Asks again until the subject is where it should be; a workflow moves it. */
export async function until(login: string, docket: string, wanted: (answer: GetDocket) => boolean, what: string, within = 30_000): Promise<GetDocket> {
  const end = Date.now() + within;
  for (;;) {
    const answer = await getDocket(login, docket);
    if (wanted(answer)) return answer;
    if (Date.now() > end) throw new Error(`${docket} never was ${what}: it is ${answer.docket.state}`);
    await new Promise((resolve) => { setTimeout(resolve, 200); });
  }
}

export const inState = (state: string) => (answer: GetDocket): boolean => answer.docket.state === state;
