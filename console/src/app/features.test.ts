import { expect, test } from "vitest";

import { LANGUAGES, loadTexts } from "@/shared/i18n";

import { actions, labelOf, labelText, pages, searches } from "./features";

function textAt(texts: Record<string, unknown>, key: string): unknown {
  return key.split(".").reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], texts);
}

test.each(LANGUAGES)("every page, action and search has its name in %s among what the frame loads", async (language) => {
  const given = [...actions, ...searches].map((each) => labelText(each.label));
  for (const label of [...pages.map(labelOf), ...given]) {
    const [namespace = "", key = ""] = label.split(":");
    expect(["shell", "labels"]).toContain(namespace);
    expect(textAt(await loadTexts(language, namespace), key), label).toEqual(expect.any(String));
  }
});
