import { LayoutDashboard, ScrollText } from "lucide-react";

import type { FeatureModule } from "@/shared/routing";

const READ = "genai.reports.read";

export const routes: FeatureModule["routes"] = [
  { path: "/genai/dashboard", load: () => import("./dashboard/DashboardPage"), right: READ },
  { path: "/genai/messages", load: () => import("./report/ReportPage"), right: READ },
  { parent: "/genai/assistants/$id", path: "messages", load: () => import("./report/ReportTab"), right: READ },
];

export const pages: FeatureModule["pages"] = [
  { id: "genaiDashboard", product: "genai", path: "/genai/dashboard", icon: LayoutDashboard, order: 5, right: READ, label: "reports:dashboard.title" },
  { id: "genaiMessages", product: "genai", path: "/genai/messages", icon: ScrollText, order: 60, right: READ, label: "reports:title" },
];

export const live: FeatureModule["live"] = [{ kind: "messageExport.*", keys: () => [["reports", "exports"]] }];
