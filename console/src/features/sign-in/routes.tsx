import type { FeatureModule } from "@/shared/routing";

export const routes: FeatureModule["routes"] = [
  { path: "/sign-in", isPublic: true, load: () => import("./SignInPage") },
];
