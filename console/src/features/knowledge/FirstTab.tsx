import { Navigate, useParams } from "@tanstack/react-router";

import { useWorkspacePath } from "@/shared/routing";

/** A base opens on its documents. */
export default function FirstTab() {
  const path = useWorkspacePath();
  const { baseId = "" } = useParams({ strict: false });
  return <Navigate to={path(`/genai/knowledge/${baseId}/documents`)} replace />;
}
