import { Navigate, useParams } from "@tanstack/react-router";

import { useWorkspacePath } from "@/shared/routing";

/** An assistant's own address is its settings. */
export default function ToSettings() {
  const path = useWorkspacePath();
  const { id = "" } = useParams({ strict: false });
  return <Navigate to={path(`/genai/assistants/${id}/settings`)} replace />;
}
