import { FlaskConical } from "lucide-react";

import { api, data } from "@/api";
import type { FeatureModule } from "@/shared/routing";

import { reactions } from "./live";

const READ = "genai.lab.read";

export const routes: FeatureModule["routes"] = [
  { path: "/genai/lab", load: () => import("./LabPage"), right: READ },
  { path: "/genai/lab/sets/$setId", load: () => import("./sets/SetPage"), right: READ },
  { path: "/genai/lab/runs/$runId", load: () => import("./runs/RunPage"), right: READ },
];

export const pages: FeatureModule["pages"] = [
  { id: "lab", product: "genai", path: "/genai/lab", icon: FlaskConical, order: 50, right: READ, label: "lab:title" },
];

export const search: FeatureModule["search"] = {
  label: "lab:sets.title",
  right: READ,
  find: async (text, signal) => {
    const query = { q: text, limit: 5 };
    const found = await data(api.GET("/api/v1/lab/test-sets", { params: { query }, signal }));
    return found.data.map((row) => ({ id: row.id, title: row.name, path: `/genai/lab/sets/${row.id}`, icon: FlaskConical }));
  },
};

export const live: FeatureModule["live"] = reactions;
