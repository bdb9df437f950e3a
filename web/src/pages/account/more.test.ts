import { expect, test } from "vitest";
import { merged } from "./more";

test("typed values enter the file, emptied ones leave it, others stay", () => {
  expect(merged({ major: "旧", duty: "所长", other: "留下" }, { major: "新", duty: "", department: undefined, staff: 0 })).toEqual({ major: "新", other: "留下", staff: 0 });
});

test("without a file there is only what was typed", () => {
  expect(merged(undefined, { contact: "王芳" })).toEqual({ contact: "王芳" });
});
