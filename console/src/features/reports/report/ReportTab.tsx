import { Outlet, useParams } from "@tanstack/react-router";

import { useWorkspacePath } from "@/shared/routing";

import { Report } from "./Report";

/** What one assistant was asked: a tab of its page. */
export default function ReportTab() {
  const { id = "" } = useParams({ strict: false });
  const path = useWorkspacePath();
  return (
    <>
      <Report base={path(`/genai/assistants/${id}/messages`)} assistantId={id} />
      <Outlet />
    </>
  );
}
