// The files of this device that the server does not have yet.

export type Kept = { key: string; field: string; name: string; size: number; file: Blob; requestId: string; replaces?: string };

const STORE = "files";

function database(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("yanlu-uploads", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error ?? new Error("no database"));
  });
}

async function inStore<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> {
  try {
    const db = await database();
    return await new Promise<T>((resolve, reject) => {
      const transaction = db.transaction(STORE, mode);
      const request = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error("not kept"));
    }).finally(() => db.close());
  } catch {
    // Without a database an upload lasts as long as its page.
    return undefined;
  }
}

/** Files waiting under a common prefix of their keys. */
export class Waiting {
  constructor(private readonly prefix: string) {}

  fresh(): string {
    return this.prefix + crypto.randomUUID();
  }

  async keep(kept: Kept): Promise<void> {
    await inStore("readwrite", (store) => store.put(kept));
  }

  async forget(key: string): Promise<void> {
    await inStore("readwrite", (store) => store.delete(key));
  }

  async all(): Promise<Kept[]> {
    const range = IDBKeyRange.bound(this.prefix, `${this.prefix}\uffff`);
    return await inStore("readonly", (store) => store.getAll(range) as IDBRequest<Kept[]>) ?? [];
  }
}
