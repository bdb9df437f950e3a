import { create } from "@bufbuild/protobuf";
import { timestampNow } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { isLost, type Flight } from "../../../api/flights";
import { CommissionWorkSchema } from "../../../gen/yanlu/review/v1/commission_pb";
import { standingOf } from "./standing";

const running = create(CommissionWorkSchema, { requestId: "r", event: "seal_commission" });
const ended = create(CommissionWorkSchema, { requestId: "r", event: "seal_commission", endedAt: timestampNow(), recorded: true });
const nobody: ReadonlySet<string> = new Set();
const r: ReadonlySet<string> = new Set(["r"]);
const flown = (fate?: Flight["fate"], docket = "c") => new Map<string, Flight>(fate ? [["r", { docket, fate }]] : []);

describe("a long act stands", () => {
  it.each([
    ["nowhere when there is none", { work: undefined, cut: false, seen: nobody, heard: nobody, flights: flown() }, "none"],
    ["running when the page is opened again", { work: running, cut: false, seen: nobody, heard: nobody, flights: flown() }, "running"],
    ["running when its own request was lost", { work: running, cut: false, seen: r, heard: nobody, flights: flown("lost") }, "running"],
    ["unsure when nothing can be reached", { work: running, cut: true, seen: r, heard: nobody, flights: flown("lost") }, "unsure"],
    ["unsure when it was lost before it was seen", { work: undefined, cut: true, seen: nobody, heard: nobody, flights: flown("lost") }, "unsure"],
    ["nowhere when only the question was lost", { work: undefined, cut: true, seen: nobody, heard: nobody, flights: flown() }, "none"],
    ["ended for whoever opened the page meanwhile", { work: ended, cut: false, seen: r, heard: nobody, flights: flown() }, "ended"],
    ["ended for whoever lost the answer", { work: ended, cut: false, seen: nobody, heard: nobody, flights: flown("lost") }, "ended"],
    ["told by its own answer", { work: ended, cut: false, seen: r, heard: nobody, flights: flown("answered") }, "none"],
    ["about to be answered", { work: ended, cut: false, seen: r, heard: nobody, flights: flown("sent") }, "none"],
    ["ended before the page was opened", { work: ended, cut: false, seen: nobody, heard: nobody, flights: flown() }, "none"],
    ["unknown when the server never had it", { work: undefined, cut: false, seen: nobody, heard: nobody, flights: flown("lost") }, "unknown"],
    ["heard and put away", { work: ended, cut: false, seen: r, heard: r, flights: flown("lost") }, "none"],
    ["elsewhere, of another commission", { work: undefined, cut: false, seen: nobody, heard: nobody, flights: flown("lost", "d") }, "none"],
  ] as const)("%s", (_, known, kind) => expect(standingOf({ ...known, docket: "c" }).kind).toBe(kind));

  it("a refusal is an answer, a broken connection none", () => {
    expect(isLost(new TypeError("Failed to fetch"))).toBe(true);
    expect(isLost(new ConnectError("gone", Code.Unavailable))).toBe(true);
    expect(isLost(new ConnectError("no", Code.FailedPrecondition))).toBe(false);
  });
});
