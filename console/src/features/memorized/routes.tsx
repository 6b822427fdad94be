import { BookmarkCheck } from "lucide-react";

import { api, data } from "@/api";
import type { FeatureModule } from "@/shared/routing";

const READ = "genai.memorized.read";

export const routes: FeatureModule["routes"] = [
  { path: "/genai/memorized", load: () => import("./MemorizedPage"), right: READ },
  { path: "/genai/memorized/$id", load: () => import("./ResponsePage"), right: READ },
];

export const pages: FeatureModule["pages"] = [
  { id: "memorized", label: "memorized:title", product: "genai", path: "/genai/memorized", icon: BookmarkCheck, order: 40, right: READ },
];

export const actions: FeatureModule["actions"] = [
  { label: "memorized:add", icon: BookmarkCheck, right: "genai.memorized.write", path: "/genai/memorized/new" },
];

export const search: FeatureModule["search"] = {
  label: "memorized:title",
  right: READ,
  find: async (text, signal) => {
    const query = { q: text, limit: 5 };
    const found = await data(api.GET("/api/v1/memorized-responses", { params: { query }, signal }));
    return found.data.map((row) => ({ id: row.id, title: row.question, detail: row.answer.slice(0, 80), path: `/genai/memorized/${row.id}`, icon: BookmarkCheck }));
  },
};

export const live: FeatureModule["live"] = [
  { kind: "memorizedResponse.*", keys: () => [["memorized"]] },
  { kind: "memorizedResponses.*", keys: () => [["memorized"]] },
];
