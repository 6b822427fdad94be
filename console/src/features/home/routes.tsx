import { House } from "lucide-react";

import type { FeatureModule } from "@/shared/routing";

export const routes: FeatureModule["routes"] = [{ path: "/", load: () => import("./HomePage") }];

export const pages: FeatureModule["pages"] = [{ id: "home", product: "home", path: "/", icon: House, order: 0 }];

export const live: FeatureModule["live"] = [
  { kind: "knowledgeBase.*", keys: () => [["home", "bases"]] },
  { kind: "modelConnection.*", keys: () => [["home", "models"]] },
  { kind: "assistant.*", keys: () => [["home", "assistants"]] },
];
