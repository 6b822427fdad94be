import { CircleHelp } from "lucide-react";
import { lazy, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";

import { Tooltip } from "@/shared/ui";

import { itemLook } from "./itemLook";
import { afterPage } from "./later";

const load = () => import("./HelpDialog");
const HelpDialog = lazy(load);

/** Opens the keys of the current screen. */
export function HelpButton({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { t } = useTranslation("shell");
  useEffect(() => afterPage(load), []);
  return (
    <>
      <Tooltip text={t("shortcuts.title")} shortcut="?" side="right">
        <button type="button" aria-label={t("shortcuts.title")} onClick={() => { onOpenChange(true); }} className={itemLook(false)}>
          <CircleHelp size={20} strokeWidth={1.75} aria-hidden />
        </button>
      </Tooltip>
      <Suspense>{open && <HelpDialog onOpenChange={onOpenChange} />}</Suspense>
    </>
  );
}
