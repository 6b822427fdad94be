import i18next from "i18next";
import { expect, test } from "vitest";

test("a message is filled in by the plural rules of its language", () => {
  expect(i18next.t("ui:unsaved", { count: 1 })).toBe("1 unsaved change");
  expect(i18next.t("ui:unsaved", { count: 1200 })).toBe("1,200 unsaved changes");
  expect(i18next.t("ui:removeItem", { name: "{LINE} & 'web'" })).toBe("Remove {LINE} & 'web'");
});

test("words that come from elsewhere stand as they are, braces and all", () => {
  expect(i18next.t("ui:unknown", { defaultValue: "Expected '}' after {name" })).toBe("Expected '}' after {name");
});
