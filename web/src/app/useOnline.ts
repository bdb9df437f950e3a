// Whether the device has a network at all.

import { useSyncExternalStore } from "react";

function follow(hear: () => void): () => void {
  window.addEventListener("online", hear);
  window.addEventListener("offline", hear);
  return () => {
    window.removeEventListener("online", hear);
    window.removeEventListener("offline", hear);
  };
}

export const useOnline = (): boolean => useSyncExternalStore(follow, () => navigator.onLine);
