import { Check, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/shared/ui";

import { wordFor, type Asked } from "../confirming";

interface ConfirmBarProps {
  asked: Asked;
  language: string | undefined;
  isBusy: boolean;
  onSettle: (asked: Asked, accept: boolean, word: string) => void;
}

/** Yes and No to a call that waits for a person; gone once its time is over. */
export function ConfirmBar({ asked, language, isBusy, onSettle }: ConfirmBarProps) {
  const { t } = useTranslation("sandbox");
  const isOver = useIsOver(asked.expiresAt);
  if (isOver) return <p className="text-caption text-subtle">{t("confirm.over", { tool: asked.tool })}</p>;
  const settle = (accept: boolean) => { onSettle(asked, accept, wordFor(language, accept)); };
  return (
    <div role="group" aria-label={t("confirm.label", { tool: asked.tool })} className="flex flex-wrap items-center gap-2">
      <Button size="small" icon={Check} disabled={isBusy} onClick={() => { settle(true); }}>{t("confirm.yes", { tool: asked.tool })}</Button>
      <Button size="small" variant="ghost" icon={X} disabled={isBusy} onClick={() => { settle(false); }}>{t("confirm.no")}</Button>
    </div>
  );
}

function useIsOver(expiresAt: string): boolean {
  const left = () => new Date(expiresAt).getTime() - Date.now();
  const [isOver, setOver] = useState(left() <= 0);
  useEffect(() => {
    const wait = new Date(expiresAt).getTime() - Date.now();
    if (wait <= 0) return undefined;
    const timer = setTimeout(() => { setOver(true); }, wait);
    return () => { clearTimeout(timer); };
  }, [expiresAt]);
  return isOver;
}
