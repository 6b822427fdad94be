import { Navigate, useParams } from "@tanstack/react-router";

import { useWorkspacePath } from "@/shared/routing";

import { firstTab } from "./first";
import { useBase } from "./useBase";

/** A base opens on its documents, an external one on its connection. */
export default function FirstTab() {
  const path = useWorkspacePath();
  const { baseId = "" } = useParams({ strict: false });
  const base = useBase();
  return <Navigate to={path(`/genai/knowledge/${baseId}/${firstTab(base)}`)} replace />;
}
