import { House, Settings, Sparkles, Headset, Workflow, Megaphone, Users, ChartColumn, type LucideIcon } from "lucide-react";

import type { Product } from "@/shared/routing";
import type { Workspace } from "@/shared/session";

import { pagesOf } from "../features";

const ORDER: readonly { product: Product; icon: LucideIcon }[] = [
  { product: "home", icon: House },
  { product: "livechat", icon: Headset },
  { product: "genai", icon: Sparkles },
  { product: "chatbot", icon: Workflow },
  { product: "campaigns", icon: Megaphone },
  { product: "audience", icon: Users },
  { product: "insight", icon: ChartColumn },
  { product: "settings", icon: Settings },
];

export interface ShownProduct {
  product: Product;
  icon: LucideIcon;
  /** Its first page, under the workspace. */
  start: string;
}

/** The products of this build that the person has a page in, from top to bottom. */
export function products(workspace: Workspace): ShownProduct[] {
  return ORDER.flatMap(({ product, icon }) => {
    const first = pagesOf(product, workspace)[0];
    return first ? [{ product, icon, start: first.path }] : [];
  });
}
