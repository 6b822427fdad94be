import { BookOpen, Plus } from "lucide-react";

import { api, data } from "@/api";
import type { FeatureModule } from "@/shared/routing";

import { firstTab } from "./first";
import { reactions } from "./live";

const READ = "genai.knowledge.read";
const WRITE = "genai.knowledge.write";

export const routes: FeatureModule["routes"] = [
  { path: "/genai/knowledge", load: () => import("./list/KnowledgePage"), right: READ },
  {
    path: "/genai/knowledge/$baseId",
    load: () => import("./BasePage"),
    right: READ,
    children: [
      { path: "/", load: () => import("./FirstTab") },
      { path: "connection", load: () => import("./external/ConnectionTab") },
      { path: "documents", load: () => import("./documents/DocumentsTab") },
      { path: "chunks", load: () => import("./chunks/ChunksTab") },
      { path: "test", load: () => import("./trial/TestTab") },
      { path: "versions", load: () => import("./versions/VersionsTab") },
      { path: "settings", load: () => import("./settings/SettingsTab") },
    ],
  },
  { path: "/genai/knowledge/$baseId/documents/$docId", load: () => import("./split/DocumentPage"), right: READ },
];

export const pages: FeatureModule["pages"] = [
  { id: "knowledge", product: "genai", path: "/genai/knowledge", icon: BookOpen, order: 30, right: READ },
];

export const actions: FeatureModule["actions"] = [
  { label: "knowledge:create.action", icon: Plus, right: WRITE, path: "/genai/knowledge", search: { create: true } },
];

export const search: FeatureModule["search"] = {
  label: "knowledge:title",
  right: READ,
  find: async (text, signal) => {
    const query = { q: text, limit: 5 };
    const found = await data(api.GET("/api/v1/knowledge-bases", { params: { query }, signal }));
    return found.data.map((base) => ({
      id: base.id,
      title: base.name,
      ...(base.description ? { detail: base.description } : {}),
      path: `/genai/knowledge/${base.id}/${firstTab(base)}`,
      icon: BookOpen,
    }));
  },
};

export const live: FeatureModule["live"] = reactions;
