import { Plug } from "lucide-react";

import { api, data } from "@/api";
import type { FeatureModule } from "@/shared/routing";

const READ = "genai.fulfillments.read";

export const routes: FeatureModule["routes"] = [
  { path: "/genai/fulfillments", load: () => import("./FulfillmentsPage"), right: READ },
  { path: "/genai/fulfillments/$id", load: () => import("./FulfillmentPage"), right: READ },
];

export const pages: FeatureModule["pages"] = [
  { id: "fulfillments", product: "genai", path: "/genai/fulfillments", icon: Plug, order: 20, right: READ },
];

export const actions: FeatureModule["actions"] = [
  { label: "fulfillments:add", icon: Plug, right: "genai.fulfillments.write", path: "/genai/fulfillments/new" },
];

export const search: FeatureModule["search"] = {
  label: "fulfillments:title",
  right: READ,
  find: async (text, signal) => {
    const query = { q: text, limit: 5 };
    const found = await data(api.GET("/api/v1/fulfillments", { params: { query }, signal }));
    return found.data.map((row) => ({
      id: row.id,
      title: row.name,
      ...(row.knowledgeBaseName ? { detail: row.knowledgeBaseName } : {}),
      path: `/genai/fulfillments/${row.id}`,
      icon: Plug,
    }));
  },
};

export const live: FeatureModule["live"] = [
  { kind: "fulfillment.*", keys: () => [["fulfillments"]] },
  { kind: "knowledgeBase.*", keys: () => [["fulfillments"]] },
];
