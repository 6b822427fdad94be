import type { FeatureModule } from "@/shared/routing";

import { exportChanged, exportsKey, runChanged, runsKey } from "./others";

export const routes: FeatureModule["routes"] = [];

export const live: FeatureModule["live"] = [
  { kind: "document.*", keys: () => [["activity", "open"], ["activity", "latest"]] },
  { kind: "job.*", keys: () => [["activity", "open"], ["activity", "latest"]] },
  { kind: "knowledgeBase.deleted", keys: () => [["activity", "open"], ["activity", "latest"]] },
  { kind: "labRun.changed", apply: runChanged },
  { kind: "labRun.deleted", keys: () => [runsKey] },
  { kind: "messageExport.changed", apply: exportChanged },
  { kind: "messageExport.deleted", keys: () => [exportsKey] },
];
