// What a new application may start from: open calls, and earlier applications of the caller.

import { useQuery } from "@tanstack/react-query";
import { dockets } from "../../api/client/docket";
import { programmes } from "../../api/client/programme";
import { drafting } from "../../api/client/drafting";
import { useSession } from "../../app/session";

const MANY = 200;

export function useOpenCalls() {
  return useQuery({
    queryKey: ["calls", "open"],
    queryFn: async () => (await programmes.listCalls({ pageSize: 100 })).calls.filter((call) => call.state === "OPEN"),
  });
}

export function useEarlier() {
  const { me } = useSession();
  return useQuery({
    queryKey: ["dockets", "earlier", me?.person], enabled: !!me,
    queryFn: async () => (await dockets.listDockets({ machine: "project", pi: me?.person ?? "", sort: "opened", pageSize: MANY })).dockets,
  });
}

export function useMyLimits(call: string) {
  return useQuery({ queryKey: ["limits", "", call], retry: false, queryFn: async () => (await drafting.listLimits({ call })).limits });
}
