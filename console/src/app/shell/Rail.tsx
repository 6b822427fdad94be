import { Link } from "@tanstack/react-router";
import { Search, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useWorkspacePath } from "@/shared/routing";
import { useWorkspace } from "@/shared/session";
import { useLook } from "@/shared/theme";
import { Tooltip } from "@/shared/ui";

import { AvatarMenu } from "./AvatarMenu";
import { itemLook } from "./itemLook";
import { usePlace } from "./place";
import { products } from "./products";
import { WorkspaceMenu } from "./WorkspaceMenu";

interface RailProps {
  onSearch: () => void;
  activity: ReactNode;
  help: ReactNode;
}

/** The products, left; below them what belongs to everybody. */
export function Rail({ onSearch, activity, help }: RailProps) {
  const { t } = useTranslation("shell");
  const shown = products(useWorkspace());
  const isLabelled = useLook().labels === "on";
  const place = usePlace();
  const above = shown.filter(({ product }) => product !== "settings");
  const settings = shown.find(({ product }) => product === "settings");
  return (
    <nav
      aria-label={t("rail.label")}
      className={`hidden shrink-0 flex-col items-center gap-1 border-r border-border bg-sunken py-2 md:flex ${isLabelled ? "w-20" : "w-14"}`}
    >
      <WorkspaceMenu />
      <div className="my-1 h-px w-8 bg-border" />
      {above.map(({ product, icon, start }) => (
        <RailLink key={product} icon={icon} to={start} label={t(`product.${product}`)} isHere={place?.product === product} />
      ))}
      <div className="flex-1" />
      <Tooltip text={t("rail.search")} shortcut="Ctrl K" side="right">
        <button type="button" aria-label={t("rail.search")} onClick={onSearch} className={itemLook(false)}>
          <Search size={20} strokeWidth={1.75} aria-hidden />
          {isLabelled && <span className="text-caption">{t("rail.searchShort")}</span>}
        </button>
      </Tooltip>
      {activity}
      {help}
      {settings && (
        <RailLink icon={settings.icon} to={settings.start} label={t("product.settings")} isHere={place?.product === "settings"} />
      )}
      <div className="mt-1">
        <AvatarMenu />
      </div>
    </nav>
  );
}

interface RailLinkProps {
  icon: LucideIcon;
  to: string;
  label: string;
  isHere: boolean;
}

function RailLink({ icon: Icon, to, label, isHere }: RailLinkProps) {
  const path = useWorkspacePath();
  const isLabelled = useLook().labels === "on";
  const link = (
    <Link
      to={path(to)}
      aria-label={label}
      aria-current={isHere ? "page" : undefined}
      data-labelled={isLabelled || undefined}
      className={itemLook(isHere)}
    >
      <Icon size={20} strokeWidth={1.75} aria-hidden />
      {isLabelled && <span className="text-caption text-center">{label}</span>}
    </Link>
  );
  return isLabelled ? link : <Tooltip text={label} side="right">{link}</Tooltip>;
}
