// The device’s copies of unsaved drafts. Every page writes a copy of its own,
// so that two tabs never overwrite each other; a copy whose page is gone is
// taken up by the next one. Each copy is written twice: to the local storage at
// once, which survives a closed or crashed tab, and to the database with strict
// durability, which survives the browser being killed.

import type { Kept, Shelf } from "./keeper";

type Copy = Kept & { at: number };

const STORE = "copies";
const LATER = 250;
const PATIENCE = 1500;

let opened: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("yanlu-drafts", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error ?? new Error("no database"));
  });
  return opened;
}

async function inStore<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> {
  try {
    const db = await database();
    return await new Promise<T>((resolve, reject) => {
      const transaction = db.transaction(STORE, mode, { durability: mode === "readwrite" ? "strict" : "default" });
      const request = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error("not kept"));
    });
  } catch {
    // A browser without a database still has the local storage.
    return undefined;
  }
}

/** A busy disk is not waited for: the local storage holds the same copy unless it was lost. */
function soon<T>(answer: Promise<T>, otherwise: T): Promise<T> {
  return Promise.race([answer, new Promise<T>((resolve) => { setTimeout(() => resolve(otherwise), PATIENCE); })]);
}

function quietly<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    // A full or forbidden storage: the text still stands on the page and on its way to the server.
    return undefined;
  }
}

/** Holds a name for as long as the page lives, so that others see that its copy is in use. */
function occupy(key: string): void {
  void navigator.locks?.request(key, () => new Promise(() => undefined)).catch(() => undefined);
}

async function living(): Promise<Set<string>> {
  const held = await navigator.locks?.query().catch(() => undefined);
  return new Set(held?.held?.map((lock) => lock.name ?? ""));
}

function localCopies(prefix: string): Map<string, Copy> {
  const found = new Map<string, Copy>();
  quietly(() => {
    for (let i = 0; i < localStorage.length; i++) {
      const key = localStorage.key(i);
      const copy = key?.startsWith(prefix) ? quietly(() => JSON.parse(localStorage.getItem(key) ?? "") as Copy) : undefined;
      if (key && copy) found.set(key, copy);
    }
  });
  return found;
}

async function storedCopies(prefix: string): Promise<Map<string, Copy>> {
  const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
  const keys = await inStore("readonly", (store) => store.getAllKeys(range)) ?? [];
  const values = await inStore("readonly", (store) => store.getAll(range) as IDBRequest<Copy[]>) ?? [];
  return new Map(keys.flatMap((key, i) => (values[i] ? [[String(key), values[i]] as const] : [])));
}

type Left = { key: string; copy: Copy }[];

/** The copies that pages left behind, newest first. */
function leftBehind(stored: Map<string, Copy>, local: Map<string, Copy>, alive: ReadonlySet<string>): Left {
  const all = new Map([...stored, ...local]);
  for (const [key, copy] of stored) if (copy.at > (all.get(key)?.at ?? 0)) all.set(key, copy);
  return [...all].filter(([key]) => !alive.has(key)).map(([key, copy]) => ({ key, copy })).sort((a, b) => b.copy.at - a.copy.at);
}

function remove(key: string): void {
  quietly(() => localStorage.removeItem(key));
  void inStore("readwrite", (store) => store.delete(key));
}

/** Opens the copies of one person’s draft. */
export async function openShelf(person: string, docket: string): Promise<Shelf> {
  const prefix = `yanlu.draft.${person}.${docket}.`;
  const own = prefix + crypto.randomUUID();
  const met = new Set<string>([own]);
  occupy(own);
  const stored = storedCopies(prefix);
  const alive = await soon(living(), new Set<string>());
  const left = leftBehind(await soon(stored, new Map<string, Copy>()), localCopies(prefix), alive);
  // What the disk gives late is met at the next rest of the draft.
  void stored.then((late) => left.push(...leftBehind(late, new Map(), alive).filter(({ key }) => !left.some((one) => one.key === key) && !met.has(key))));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let written = false;
  return {
    read: () => left[0]?.copy,
    taken: () => {
      const gone = left.shift();
      if (!gone) return;
      met.add(gone.key);
      remove(gone.key);
    },
    write: (kept) => {
      const copy: Copy = { ...kept, at: Date.now() };
      written = true;
      quietly(() => localStorage.setItem(own, JSON.stringify(copy)));
      clearTimeout(timer);
      timer = setTimeout(() => void inStore("readwrite", (store) => store.put(copy, own)), LATER);
    },
    clear: () => {
      clearTimeout(timer);
      if (written) remove(own);
      written = false;
    },
  };
}
