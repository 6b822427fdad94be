import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { workspacePath } from "@/shared/routing";
import { useMe, useWorkspace } from "@/shared/session";
import { Avatar, Menu } from "@/shared/ui";

/** Which workspace this tab holds, and the way to another. */
export function WorkspaceMenu() {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const here = useWorkspace();
  const me = useMe();
  const trigger = (
    <button type="button" aria-label={t("rail.workspace", { name: here.name })} className="rounded-control p-1 hover:bg-hover">
      <Avatar name={here.name} size={32} square />
    </button>
  );
  const items = me.workspaces.map((workspace) => ({
    label: workspace.name,
    checked: workspace.id === here.id,
    onSelect: () => void navigate({ to: workspacePath(workspace.slug, "/") }),
  }));
  return <Menu trigger={trigger} align="start" items={[{ heading: t("rail.workspaces") }, ...items]} />;
}
