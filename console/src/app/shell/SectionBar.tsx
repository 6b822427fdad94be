import { Link } from "@tanstack/react-router";
import { ChevronsLeft, ChevronsRight } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useWorkspacePath, type FeaturePage } from "@/shared/routing";
import { useWorkspace } from "@/shared/session";
import { IconButton } from "@/shared/ui";

import { labelOf, pagesOf } from "../features";
import { usePlace } from "./place";

/** The pages of the current product; a product of one page has none. */
export function SectionBar({ isOpen, onToggle }: { isOpen: boolean; onToggle: () => void }) {
  const { t } = useTranslation("shell");
  const place = usePlace();
  const workspace = useWorkspace();
  const listed = place ? pagesOf(place.product, workspace) : [];
  if (!place || listed.length < 2) return null;
  if (!isOpen) {
    return (
      <div className="hidden shrink-0 border-r border-border bg-canvas p-1 md:block">
        <IconButton icon={ChevronsRight} label={t("bar.open")} shortcut="[" variant="ghost" onClick={onToggle} />
      </div>
    );
  }
  return (
    <nav aria-label={t(`product.${place.product}`)} className="hidden w-54 shrink-0 flex-col border-r border-border bg-canvas md:flex">
      <div className="flex h-14 items-center px-4 text-h3">{t(`product.${place.product}`)}</div>
      <ul className="flex-1 space-y-0.5 overflow-y-auto px-2">
        {listed.map((page) => (
          <li key={page.id}>
            <PageLink page={page} isHere={page.id === place.id} />
          </li>
        ))}
      </ul>
      <div className="p-2">
        <IconButton icon={ChevronsLeft} label={t("bar.close")} shortcut="[" variant="ghost" onClick={onToggle} />
      </div>
    </nav>
  );
}

function PageLink({ page, isHere }: { page: FeaturePage; isHere: boolean }) {
  const { t } = useTranslation();
  const path = useWorkspacePath();
  const Icon = page.icon;
  const tone = isHere ? "bg-accent-soft font-medium text-accent-text" : "text-muted hover:bg-hover hover:text-text";
  return (
    <Link
      to={path(page.path)}
      aria-current={isHere ? "page" : undefined}
      className={`flex min-h-control items-center gap-2.5 rounded-control px-2 text-dense transition-colors ${tone}`}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden className="shrink-0" />
      <span className="truncate-line">{t(labelOf(page))}</span>
    </Link>
  );
}
