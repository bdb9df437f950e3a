import { useEffect, useState } from "react";
import { fetchServices, lacking } from "./registry";

/** Whether every one of these methods is at hand; those that are not are fetched. */
export function useMethods(names: readonly string[]): boolean {
  const [, again] = useState(0);
  const wanted = lacking(names).join(" ");
  useEffect(() => {
    if (wanted) void fetchServices(wanted.split(" ")).then(() => again((n) => n + 1));
  }, [wanted]);
  return wanted === "";
}
