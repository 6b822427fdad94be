import { expect, test } from "vitest";

import { nested, type FeatureRoute } from ".";

const load = () => Promise.reject(new Error("not loaded here"));
const route = (path: string, more: Partial<FeatureRoute> = {}): FeatureRoute => ({ path, load, ...more });

test("A route that names a parent becomes a child of the other feature's route, after its own children", () => {
  const tab = route("sandbox", { parent: "/genai/assistants/$id", right: "genai.sandbox.live" });
  const frame = route("/genai/assistants/$id", { children: [route("settings")] });
  const made = nested([tab, route("/genai/knowledge"), frame]);
  expect(made.map((each) => each.path)).toEqual(["/genai/knowledge", "/genai/assistants/$id"]);
  expect(made[1]?.children?.map((each) => each.path)).toEqual(["settings", "sandbox"]);
  expect(made[1]?.children?.[1]?.right).toBe("genai.sandbox.live");
});

test("Without the parent's feature the route stands by itself at the same address", () => {
  const made = nested([route("sandbox", { parent: "/genai/assistants/$id" })]);
  expect(made.map((each) => each.path)).toEqual(["/genai/assistants/$id/sandbox"]);
});

test("A child of another feature may hold children of a third", () => {
  const frame = route("/genai/assistants/$id");
  const report = route("messages", { parent: "/genai/assistants/$id" });
  const one = route("$messageId", { parent: "/genai/assistants/$id/messages" });
  const made = nested([one, report, frame]);
  expect(made.map((each) => each.path)).toEqual(["/genai/assistants/$id"]);
  expect(made[0]?.children?.[0]?.path).toBe("messages");
  expect(made[0]?.children?.[0]?.children?.map((each) => each.path)).toEqual(["$messageId"]);
});
