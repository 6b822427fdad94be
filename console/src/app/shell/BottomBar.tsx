import { Link, useNavigate } from "@tanstack/react-router";
import { Ellipsis, House, Search } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useWorkspacePath } from "@/shared/routing";
import { useWorkspace } from "@/shared/session";
import { Menu, type MenuEntry } from "@/shared/ui";

import { labelOf, pagesOf } from "../features";
import { useOwnMenu } from "./AvatarMenu";
import { itemLook } from "./itemLook";
import { usePlace } from "./place";
import { products } from "./products";

/** The rail of small screens: Home, Search, Activity, More. */
export function BottomBar({ onSearch, activity }: { onSearch: () => void; activity: ReactNode }) {
  const { t } = useTranslation("shell");
  const path = useWorkspacePath();
  const place = usePlace();
  return (
    <nav
      aria-label={t("rail.label")}
      className="flex shrink-0 items-center justify-around border-t border-border bg-sunken px-2 pt-1 pb-[max(0.25rem,env(safe-area-inset-bottom))] md:hidden"
    >
      <Link to={path("/")} className={itemLook(place?.id === "home")} aria-label={t("product.home")}>
        <House size={20} strokeWidth={1.75} aria-hidden />
      </Link>
      <button type="button" onClick={onSearch} className={itemLook(false)} aria-label={t("rail.search")}>
        <Search size={20} strokeWidth={1.75} aria-hidden />
      </button>
      {activity}
      <MoreMenu />
    </nav>
  );
}

function MoreMenu() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const path = useWorkspacePath();
  const workspace = useWorkspace();
  const own = useOwnMenu();
  const listed = products(workspace)
    .filter(({ product }) => product !== "home")
    .flatMap(({ product }): MenuEntry[] => [
      { heading: t(`shell:product.${product}`) },
      ...pagesOf(product, workspace).map((page) => ({
        label: t(labelOf(page)),
        icon: page.icon,
        onSelect: () => void navigate({ to: path(page.path) }),
      })),
    ]);
  const trigger = (
    <button type="button" className={itemLook(false)} aria-label={t("shell:rail.more")}>
      <Ellipsis size={20} strokeWidth={1.75} aria-hidden />
    </button>
  );
  return <Menu trigger={trigger} items={[...listed, "separator", ...own]} />;
}
