import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useWorkspacePath, type Product } from "@/shared/routing";
import { useWorkspace } from "@/shared/session";
import { useShortcuts } from "@/shared/shortcuts";

import { products } from "./products";

const GO: Partial<Record<Product, string>> = {
  home: "g h",
  livechat: "g l",
  genai: "g a",
  chatbot: "g b",
  campaigns: "g c",
  audience: "g u",
  insight: "g i",
  settings: "g s",
};

interface Ways {
  openPalette: () => void;
  openHelp: () => void;
  toggleBar: () => void;
}

/** The keys that work on every page. */
export function useGlobalShortcuts({ openPalette, openHelp, toggleBar }: Ways): void {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const path = useWorkspacePath();
  const queries = useQueryClient();
  const group = t("shortcuts.anywhere");
  const going = products(useWorkspace()).flatMap(({ product, start }) => {
    const keys = GO[product];
    const run = () => void navigate({ to: path(start) });
    return keys ? [{ keys, label: t("shortcuts.go", { place: t(`product.${product}`) }), group, run }] : [];
  });
  useShortcuts([
    { keys: "Ctrl K", label: t("shortcuts.palette"), group, run: openPalette },
    ...going,
    { keys: "r", label: t("shortcuts.refresh"), group, run: () => void queries.refetchQueries({ type: "active" }) },
    { keys: "[", label: t("shortcuts.bar"), group, run: toggleBar },
    { keys: "?", label: t("shortcuts.help"), group, run: openHelp },
  ]);
}
