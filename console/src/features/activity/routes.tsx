import type { FeatureModule } from "@/shared/routing";

export const routes: FeatureModule["routes"] = [];

export const live: FeatureModule["live"] = [
  { kind: "document.*", keys: () => [["activity"]] },
  { kind: "job.*", keys: () => [["activity"]] },
  { kind: "knowledgeBase.deleted", keys: () => [["activity"]] },
];
