import type { FeatureModule } from "@/shared/routing";

import { reactions } from "./live";

export const routes: FeatureModule["routes"] = [
  { parent: "/genai/knowledge/$baseId", path: "gaps", load: () => import("./GapsTab"), right: "genai.knowledge.read" },
];

export const live: FeatureModule["live"] = reactions;
