import { expect, test } from "vitest";

import { fileOf } from "./new-case";

test("a set begins with one case, whatever stands in its texts", async () => {
  const file = fileOf({ question: 'Is it "open", now?', expectedAnswer: "Yes.\nAll day.", expectedChunkIds: ["a", "b"] }, "Hours");
  expect(file.name).toBe("Hours.csv");
  expect(await file.text()).toBe('no.,question,expected chunk id,expected answer\r\ncase-1-1,"Is it ""open"", now?","a|b","Yes.\nAll day."\r\n');
});
