import { expect, test } from "vitest";

import { argumentsOf, bodyOf, EMPTY_TOOL, rowsOfSchema, schemaOf, schemaOfRows, toolFieldOf } from "./values";

const SCHEMA = {
  type: "object", properties: { orderId: { type: "string", description: "As on the receipt" }, count: { type: "integer" } }, required: ["orderId"],
};

test("rows say the same as a plain schema, and nothing for one that says more", () => {
  const rows = rowsOfSchema(SCHEMA);
  expect(rows?.map((row) => [row.name, row.type, row.required])).toEqual([["orderId", "string", true], ["count", "integer", false]]);
  expect(schemaOfRows(rows ?? [])).toEqual(SCHEMA);
  expect(rowsOfSchema({ ...SCHEMA, properties: { a: { type: "string", enum: ["x"] } } })).toBeNull();
  expect(rowsOfSchema({ ...SCHEMA, additionalProperties: true })).toBeNull();
});

test("a schema that is no JSON object is none", () => {
  expect(schemaOf({ schema: "[1]", parameters: [] })).toBeNull();
  expect(schemaOf({ schema: "{", parameters: [] })).toBeNull();
});

test("a secret that was not entered again is sent without its value", () => {
  const headers = [
    { name: "X-Key", value: "••••", secret: true }, { name: "X-New", value: "12345678", secret: true }, { name: "X-A", value: "", secret: false },
  ];
  expect(bodyOf("action", { ...EMPTY_TOOL, headers })).toHaveProperty("action.headers", [
    { name: "X-Key", secret: true }, { name: "X-New", value: "12345678", secret: true }, { name: "X-A", value: "", secret: false },
  ]);
});

test("a refusal finds its field", () => {
  expect(toolFieldOf("action.headers[1].value")).toBe("headers.1.value");
  expect(toolFieldOf("mcp.tools[0].confirm")).toBe("tools.0.confirm");
  expect(toolFieldOf("action.parameters")).toBe("schema");
  expect(toolFieldOf("kind")).toBeUndefined();
});

test("what is typed becomes what the schema wants", () => {
  const fields = [
    { name: "orderId", type: "string", required: true, description: "" }, { name: "count", type: "integer", required: false, description: "" },
    { name: "note", type: "string", required: false, description: "" },
  ];
  expect(argumentsOf(fields, { orderId: "17", count: "3", note: "" })).toEqual({ orderId: "17", count: 3 });
});
