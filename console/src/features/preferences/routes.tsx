import { SlidersHorizontal } from "lucide-react";

import type { FeatureModule } from "@/shared/routing";

export const routes: FeatureModule["routes"] = [{ path: "/me/preferences", load: () => import("./PreferencesPage") }];

export const pages: FeatureModule["pages"] = [
  { id: "preferences", product: "settings", path: "/me/preferences", icon: SlidersHorizontal, order: 900 },
];
