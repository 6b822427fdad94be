/** Words that all parts share. */
import type { LucideIcon } from "lucide-react";

export type Icon = LucideIcon;
export type Voice = "flow" | "ai" | "campaign";
export type Tone = "neutral" | "info" | "success" | "warning" | "danger" | `voice-${Voice}`;
