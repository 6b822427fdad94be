import { Sparkles } from "lucide-react";

import { api, data } from "@/api";
import type { FeatureModule } from "@/shared/routing";

const READ = "genai.assistants.read";

export const routes: FeatureModule["routes"] = [
  { path: "/genai/assistants", load: () => import("./list/AssistantsPage"), right: READ },
  {
    path: "/genai/assistants/$id",
    load: () => import("./frame/AssistantFrame"),
    right: READ,
    children: [
      { path: "/", load: () => import("./frame/ToSettings") },
      { path: "/settings", load: () => import("./settings/SettingsTab") },
      { path: "/versions", load: () => import("./versions/VersionsTab") },
      { path: "/api", load: () => import("./api/ApiTab") },
    ],
  },
];

export const pages: FeatureModule["pages"] = [
  { id: "assistants", product: "genai", path: "/genai/assistants", icon: Sparkles, order: 10, right: READ },
];

export const actions: FeatureModule["actions"] = [
  { label: "assistants:add", icon: Sparkles, right: "genai.assistants.write", path: "/genai/assistants", search: { create: true } },
];

export const search: FeatureModule["search"] = {
  label: "assistants:title",
  right: READ,
  find: async (text, signal) => {
    const found = await data(api.GET("/api/v1/assistants", { params: { query: { q: text, limit: 5 } }, signal }));
    return found.data.map((row) => ({ id: row.id, title: row.name, path: `/genai/assistants/${row.id}/settings`, icon: Sparkles }));
  },
};

export const live: FeatureModule["live"] = [
  { kind: "assistant.*", keys: () => [["assistants"]] },
  { kind: "fulfillment.*", keys: () => [["assistants", "fulfillments"]] },
  { kind: "modelConnection.*", keys: () => [["assistants", "models"]] },
  { kind: "promptTemplate.*", keys: () => [["prompts"]] },
];
