import { Link } from "@tanstack/react-router";
import { FileText, TextQuote } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useWorkspacePath } from "@/shared/routing";
import { Chip, CopyId, type Tone } from "@/shared/ui";

import type { Base } from "../reading";
import type { Diff, DiffItem } from "./reading";

const TONES: Record<DiffItem["change"], Tone> = { added: "success", removed: "danger", changed: "warning" };

/** Counts first, then each document and chunk that differs, a changed text with the words that came and went. */
export function Differences({ base, diff, items }: { base: Base; diff: Diff; items: DiffItem[] }) {
  const { t } = useTranslation("knowledge");
  const { documents, chunks, settings } = diff;
  if (!items.length && !settings.length) return <p className="text-muted">{t("versions.noDifference")}</p>;
  return (
    <div className="space-y-4">
      <div className="numbers flex flex-wrap gap-x-6 gap-y-1 text-dense text-muted">
        <span>{t("versions.documentsDiffer", { ...documents })}</span>
        <span>{t("versions.chunksDiffer", { ...chunks })}</span>
      </div>
      {settings.length > 0 && (
        <ul className="space-y-1 text-dense">
          {settings.map(({ name, before, after }) => (
            <li key={name} className="anywhere">
              <span className="font-medium">{t(`versions.setting.${name}`)}</span>{" "}
              <del className="text-danger-text">{shown(before)}</del> <ins className="text-success-text no-underline">{shown(after)}</ins>
            </li>
          ))}
        </ul>
      )}
      <ul className="divide-y divide-border">
        {items.map((item) => <Item key={`${item.kind}:${item.chunkId ?? item.documentId}`} base={base} item={item} />)}
      </ul>
    </div>
  );
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function Item({ base, item }: { base: Base; item: DiffItem }) {
  const { t } = useTranslation("knowledge");
  const path = useWorkspacePath();
  const Icon = item.kind === "document" ? FileText : TextQuote;
  const title = item.title || t("versions.untitled");
  const isOpen = item.kind === "document" && item.change !== "removed" && base.type === "documents";
  return (
    <li className="space-y-1 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <Icon size={16} strokeWidth={1.75} aria-hidden className="shrink-0 text-muted" />
        <Chip tone={TONES[item.change]}>{t(`versions.change.${item.change}`)}</Chip>
        <span className="min-w-0 font-medium anywhere">
          {isOpen ? <Link className="hover:underline" to={path(`/genai/knowledge/${base.id}/documents/${item.documentId}`)}>{title}</Link> : title}
        </span>
        {item.chunkId && <CopyId value={item.chunkId} label={t("columns.id")} />}
        <span className="ml-auto text-caption text-subtle">{item.by}</span>
      </div>
      {item.fields.length > 0 && <p className="text-caption text-subtle">{item.fields.map((field) => t(`versions.field.${field}`)).join(" · ")}</p>}
      <Text item={item} />
    </li>
  );
}

function Text({ item }: { item: DiffItem }) {
  if (item.kind === "document") return null;
  if (item.hunks.length)
    return (
      <p className="whitespace-pre-wrap text-dense anywhere">
        {item.hunks.map(({ op, text }, index) =>
          op === "same" ? <span key={index} className="text-muted">{text}</span>
          : op === "added" ? <ins key={index} className="bg-success-soft no-underline">{text}</ins>
          : <del key={index} className="bg-danger-soft">{text}</del>,
        )}
      </p>
    );
  if (item.change === "changed") return null;
  return <p className={`line-clamp-4 whitespace-pre-wrap text-dense anywhere ${item.change === "removed" ? "text-muted line-through" : ""}`}>{item.after ?? item.before}</p>;
}
