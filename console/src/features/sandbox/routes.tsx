import type { FeatureModule } from "@/shared/routing";

const ASSISTANT = "/genai/assistants/$id";

export const routes: FeatureModule["routes"] = [
  { parent: ASSISTANT, path: "sandbox", load: () => import("./SandboxPage"), right: "genai.sandbox.live" },
];
