import { expect, it } from "vitest";

import { rowErrors } from "./refusals";

it("turns refusals into rows with their place", () => {
  const refused = [{ path: "rows[12].id", rule: "duplicate", message: "Twice.", row: 12, column: "id" }, { path: "file", rule: "empty", message: "Empty." }];
  expect(rowErrors(refused)).toEqual([{ row: 12, column: "id", message: "Twice." }, { row: null, column: "", message: "Empty." }]);
});
