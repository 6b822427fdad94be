import { useNavigate } from "@tanstack/react-router";
import { Languages, LogOut, Rows3, SlidersHorizontal, SunMoon } from "lucide-react";
import { useTranslation } from "react-i18next";

import { api } from "@/api";
import { changeLanguage, LANGUAGES, type Language } from "@/shared/i18n";
import { useWorkspacePath } from "@/shared/routing";
import { useMe, useSignOut } from "@/shared/session";
import { setLook, useLook, type Density, type Theme } from "@/shared/theme";
import { Avatar, Menu, type MenuEntry } from "@/shared/ui";

const THEMES: readonly Theme[] = ["system", "light", "dark"];
const DENSITIES: readonly Density[] = ["comfortable", "compact"];

/** Language, theme, density and sign-out, behind one's own initials. */
export function AvatarMenu() {
  const { t } = useTranslation("shell");
  const { account } = useMe();
  const items = useOwnMenu();
  const trigger = (
    <button type="button" aria-label={t("me.menu", { name: account.displayName })} className="rounded-full p-1 hover:bg-hover">
      <Avatar name={account.displayName} size={32} />
    </button>
  );
  return <Menu trigger={trigger} align="start" items={items} />;
}

/** The entries of the own menu, which the bottom bar of small screens shows as well. */
export function useOwnMenu(): MenuEntry[] {
  const { t, i18n } = useTranslation("shell");
  const { account } = useMe();
  const look = useLook();
  const navigate = useNavigate();
  const path = useWorkspacePath();
  const signOut = useSignOut();
  const choose = (language: Language) => {
    void changeLanguage(language);
    void api.PATCH("/api/v1/me", { body: { locale: language } });
  };
  const leave = async () => {
    await signOut();
    await navigate({ to: "/sign-in" });
  };
  return [
    { heading: `${account.displayName} · ${account.email}` },
    {
      label: t("me.language"),
      icon: Languages,
      items: LANGUAGES.map((language) => ({
        label: t(`language.${language}`),
        checked: i18n.resolvedLanguage === language,
        onSelect: () => { choose(language); },
      })),
    },
    {
      label: t("me.theme"),
      icon: SunMoon,
      items: THEMES.map((theme) => ({
        label: t(`theme.${theme}`),
        checked: look.theme === theme,
        onSelect: () => { setLook("theme", theme); },
      })),
    },
    {
      label: t("me.density"),
      icon: Rows3,
      items: DENSITIES.map((density) => ({
        label: t(`density.${density}`),
        checked: look.density === density,
        onSelect: () => { setLook("density", density); },
      })),
    },
    { label: t("page.preferences"), icon: SlidersHorizontal, onSelect: () => void navigate({ to: path("/me/preferences") }) },
    "separator",
    { label: t("me.signOut"), icon: LogOut, onSelect: () => void leave() },
  ];
}
