import { Link } from "@tanstack/react-router";
import { BookmarkPlus } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";

/** The way to a memorized response that is filled with this question and its answer. */
export function MemorizeLink({ messageId }: { messageId: string }) {
  const { t } = useTranslation("sandbox");
  const path = useWorkspacePath();
  if (!useMay("genai.memorized.write")) return null;
  return (
    <Link
      to={path("/genai/memorized/new")}
      search={{ message: messageId } as never}
      className="inline-flex min-h-7 items-center gap-1.5 rounded-control px-2 font-medium text-muted transition-colors hover:bg-hover hover:text-text pointer-coarse:min-h-11"
    >
      <BookmarkPlus size={14} strokeWidth={1.75} aria-hidden />
      {t("memorize")}
    </Link>
  );
}

/** That an answer came from memory, and how sure that was; leads to the entry. */
export function FromMemory({ memorized }: { memorized: { id: string; score: number; exact: boolean; matched: string } }) {
  const { t } = useTranslation("sandbox");
  const path = useWorkspacePath();
  return (
    <Link
      to={path(`/genai/memorized/${memorized.id}`)}
      title={t("fromMemory.matched", { question: memorized.matched })}
      className="inline-flex items-center rounded-chip bg-neutral-soft px-2 py-px text-caption text-muted hover:text-text hover:underline"
    >
      {memorized.exact ? t("fromMemory.exact") : t("fromMemory.alike", { score: memorized.score.toFixed(2) })}
    </Link>
  );
}
