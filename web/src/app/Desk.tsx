// What only somebody signed in has in the corner: the bell, the state of the
// live connection, the capacity that was chosen.

import { useSpeak } from "../i18n";
import { useWords } from "../i18n/words";
import { acting } from "./acting";
import { Bell } from "./Bell";
import { useKeepLive, useLiveStatus } from "./live";
import { useChangeCapacity, useSession } from "./session";
import { useOnline } from "./useOnline";
import { frameWords } from "./words";

function Connection() {
  const w = useWords(frameWords);
  const status = useLiveStatus();
  const online = useOnline();
  const word = !online ? "offline" : status === "live" ? "live" : status === "connecting" ? "connecting" : "polling";
  return (
    <span className="live-dot" data-live={online ? status : "offline"} role="img" aria-label={w(word)} title={w(word)} />
  );
}

function Capacity() {
  const w = useWords(frameWords);
  const { say } = useSpeak();
  const { grants, limited } = useSession();
  const change = useChangeCapacity();
  const grant = grants[0];
  if (!limited || !acting.get() || !grant) return null;
  const who = `${say(grant.roleZh, grant.roleEn)} · ${grant.organisationName}`;
  return (
    <div className="acting" role="status" data-acting={acting.get()}>
      <span>{w("actingAs", { who })}</span>
      <button type="button" className="tool" onClick={() => void change("")}>{w("actAll")}</button>
    </div>
  );
}

export function Desk({ person }: { person: string }) {
  useKeepLive(person);
  return (
    <>
      <Capacity />
      <Connection />
      <Bell />
    </>
  );
}
