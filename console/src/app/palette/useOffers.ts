import { useNavigate } from "@tanstack/react-router";
import { useQueries, useQuery } from "@tanstack/react-query";
import { Clock, type LucideIcon } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { LANGUAGES, loadTexts } from "@/shared/i18n";
import { useWorkspacePath } from "@/shared/routing";
import { useWorkspace } from "@/shared/session";

import { actions, isVisible, labelOf, labelText, pages, searches } from "../features";
import { findOffers, type Offer } from "./find";
import { readRecent } from "./recent";

export interface Choice extends Offer {
  icon: LucideIcon;
  path: string;
  search?: Record<string, unknown>;
}

const TYPING_MS = 150;
const SEARCH_FROM = 2;

/** What the palette shows for a text: recent pages, actions, pages; then what the server finds. */
export function useOffers(text: string, isOpen: boolean): { choices: Choice[]; isSearching: boolean } {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const otherNames = useOtherNames(isOpen);
  const found = useServerSearch(text, isOpen);
  const local: Choice[] = [
    ...actions.filter((action) => isVisible(action, workspace)).map((action) => ({
      id: `action:${action.label}`,
      group: t("shell:palette.actions"),
      title: t(labelText(action.label)),
      names: otherNames(labelText(action.label)),
      isAction: true,
      icon: action.icon,
      path: action.path,
      ...(action.search ? { search: action.search } : {}),
    })),
    ...pages.filter((page) => isVisible(page, workspace)).map((page) => ({
      id: `page:${page.id}`,
      group: t("shell:palette.goTo"),
      title: t(labelOf(page)),
      detail: t(`shell:product.${page.product}`),
      names: otherNames(labelOf(page)),
      isAction: false,
      icon: page.icon,
      path: page.path,
    })),
  ];
  const recent: Choice[] = text
    ? []
    : readRecent(workspace.id).map((each) => ({
        id: `recent:${each.path}`,
        group: t("shell:palette.recent"),
        title: each.title,
        names: [],
        isAction: false,
        icon: Clock,
        path: each.path,
      }));
  const isCommand = text.startsWith(">");
  return {
    choices: [...recent, ...findOffers(local, text), ...(isCommand ? [] : found.choices)],
    isSearching: found.isSearching,
  };
}

/** The names of labels in every language, so that a page is found by each of them. */
function useOtherNames(isOpen: boolean): (label: string) => string[] {
  const namespaces = ["shell", "labels"];
  const { data: texts } = useQuery({
    queryKey: ["palette", "texts"],
    enabled: isOpen,
    staleTime: Infinity,
    queryFn: async () => {
      const loads = LANGUAGES.flatMap((language) =>
        namespaces.map(async (namespace) => [`${language}:${namespace}`, await loadTexts(language, namespace)] as const),
      );
      return Object.fromEntries(await Promise.all(loads));
    },
  });
  return (label) => {
    const [namespace = "", key = ""] = label.includes(":") ? label.split(":") : ["shell", label];
    return LANGUAGES.flatMap((language) => {
      const text = key.split(".").reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], texts?.[`${language}:${namespace}`]);
      return typeof text === "string" ? [text] : [];
    });
  };
}

function useServerSearch(text: string, isOpen: boolean): { choices: Choice[]; isSearching: boolean } {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const settled = useSettled(text.trim());
  const wanted = searches.filter((search) => workspace.rights.includes(search.right));
  const isWanted = isOpen && settled.length >= SEARCH_FROM && !settled.startsWith(">");
  return useQueries({
    queries: wanted.map((search) => ({
      queryKey: ["palette", search.label, settled],
      queryFn: ({ signal }: { signal: AbortSignal }) => search.find(settled, signal),
      enabled: isWanted,
      staleTime: 10_000,
    })),
    combine: (results) => ({
      isSearching: isWanted && results.some((result) => result.isFetching),
      choices: results.flatMap((result, index) =>
        (isWanted ? (result.data ?? []) : []).slice(0, 5).map((item): Choice => ({
          id: `${wanted[index]?.label ?? ""}:${item.id}`,
          group: t(labelText(wanted[index]?.label ?? "")),
          title: item.title,
          ...(item.detail ? { detail: item.detail } : {}),
          names: [],
          isAction: false,
          icon: item.icon,
          path: item.path,
        })),
      ),
    }),
  });
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => { setSettled(text); }, TYPING_MS);
    return () => { clearTimeout(timer); };
  }, [text]);
  return settled;
}

export function useOpenChoice(): (choice: Choice, inNewTab: boolean) => void {
  const navigate = useNavigate();
  const path = useWorkspacePath();
  return (choice, inNewTab) => {
    if (inNewTab) globalThis.open(path(choice.path), "_blank", "noopener");
    else void navigate({ to: path(choice.path), ...(choice.search ? { search: choice.search } : {}) });
  };
}
