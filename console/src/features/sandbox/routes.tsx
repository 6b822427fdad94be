import type { FeatureModule } from "@/shared/routing";

const ASSISTANT = "/genai/assistants/$id";
/** Where an exchange opens over the list it stands in. */
const REPORTS = ["/genai/messages", `${ASSISTANT}/messages`];

export const routes: FeatureModule["routes"] = [
  { parent: ASSISTANT, path: "sandbox", load: () => import("./SandboxPage"), right: "genai.sandbox.live" },
  ...REPORTS.map((parent) => ({ parent, path: "$messageId", load: () => import("./ExchangePage"), right: "genai.sandbox.live" })),
];
