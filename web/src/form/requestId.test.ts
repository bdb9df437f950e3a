import { describe, expect, it } from "vitest";
import { RequestIds } from "./requestId";

describe("request ids", () => {
  it("stay for the same body and change with it", () => {
    let n = 0;
    const ids = new RequestIds(() => `id-${++n}`);
    expect(ids.idFor({ amountFen: 1n })).toBe("id-1");
    expect(ids.idFor({ amountFen: 1n })).toBe("id-1");
    expect(ids.idFor({ amountFen: 2n })).toBe("id-2");
    ids.done();
    expect(ids.idFor({ amountFen: 2n })).toBe("id-3");
  });
});
