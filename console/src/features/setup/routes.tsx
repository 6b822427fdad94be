import type { FeatureModule } from "@/shared/routing";

export const routes: FeatureModule["routes"] = [
  { path: "/setup", isPublic: true, load: () => import("./SetupPage") },
];
