import { Cpu } from "lucide-react";

import type { FeatureModule } from "@/shared/routing";

const READ = "genai.models.read";

export const routes: FeatureModule["routes"] = [{ path: "/settings/models", load: () => import("./ModelsPage"), right: READ }];

export const pages: FeatureModule["pages"] = [
  { id: "models", product: "settings", path: "/settings/models", icon: Cpu, order: 10, right: READ },
];

export const actions: FeatureModule["actions"] = [
  { label: "models:add", icon: Cpu, right: "genai.models.manage", path: "/settings/models", search: { connection: "new" } },
];

export const live: FeatureModule["live"] = [
  { kind: "modelConnection.*", keys: () => [["models"]] },
  { kind: "embedder.*", keys: () => [["models", "embedders"]] },
];
