// Holds a table of a test's own database: whatever writes to it waits, longer
// than anybody waits for a lock, so that a page can be looked at while an act runs.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const HELD = `
create table if not exists held_by_test (name text);
create or replace function hold_for_test() returns trigger language plpgsql as $$
begin
  while exists (select from held_by_test where name = tg_table_name) loop perform pg_sleep(0.05); end loop;
  return null;
end $$;`;

/** Returns the way to let go. */
export function hold(data: string, table: string): () => void {
  const { port, password } = JSON.parse(readFileSync(join(data, "postgres.json"), "utf8")) as { port: number; password: string };
  const tell = (sql: string) => execFileSync("psql", ["-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", String(port), "-U", "yanlu", "-c", sql, "yanlu"], { env: { ...process.env, PGPASSWORD: password, PGOPTIONS: "-c client_min_messages=warning" } });
  tell(`${HELD} create or replace trigger hold_for_test before insert on ${table} execute function hold_for_test(); insert into held_by_test values ('${table}')`);
  return () => void tell(`delete from held_by_test where name = '${table}'`);
}
