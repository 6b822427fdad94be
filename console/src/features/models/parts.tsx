import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, CircleX, Pencil, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { troubleOf } from "@/shared/session/trouble";
import { Button, ConfirmDialog, Menu, Status, toast, type Tone } from "@/shared/ui";

/** What model connections, embedders and rerankers are alike in: each is something behind an address, with a key. */
interface Remote {
  name: string;
  baseUrl: string;
  apiKeyMasked?: string | null;
}

export function Address({ one }: { one: Remote }) {
  return <span className="font-mono text-mono anywhere">{one.baseUrl}{one.apiKeyMasked ? ` · ${one.apiKeyMasked}` : ""}</span>;
}

type Circuit = "closed" | "open" | "halfOpen";
const CIRCUIT_TONES: Record<Circuit, Tone> = { closed: "success", halfOpen: "warning", open: "danger" };

/** Says when calls are being held back. */
export function CircuitState({ circuit }: { circuit: Circuit }) {
  const { t } = useTranslation("models");
  return circuit === "closed" ? null : <Status tone={CIRCUIT_TONES[circuit]}>{t(`circuit.${circuit}`)}</Status>;
}

export function EditMenu({ name, deleteLabel, onEdit, onDelete }: { name: string; deleteLabel: string; onEdit: () => void; onDelete: () => void }) {
  const { t } = useTranslation("models");
  return (
    <Menu
      label={t("more", { name })}
      items={[
        { label: t("edit"), icon: Pencil, onSelect: onEdit },
        "separator",
        { label: deleteLabel, icon: Trash2, danger: true, onSelect: onDelete },
      ]}
    />
  );
}

interface TestRowProps<Tried> {
  test: () => Promise<Tried>;
  /** What a test that went well says. */
  works: (tried: Tried) => string;
  /** What is read again after a test: it may have changed the state. */
  queryKey: readonly unknown[];
}

/** A button that tries the thing, and how that went. */
export function TestRow<Tried extends { ok: boolean; message: string }>({ test: run, works, queryKey }: TestRowProps<Tried>) {
  const { t } = useTranslation("models");
  const queries = useQueryClient();
  const test = useMutation({ mutationFn: run, onSettled: () => queries.invalidateQueries({ queryKey }) });
  const found = test.data;
  const text = test.error ? troubleOf(test.error).message : found && (found.ok ? works(found) : found.message);
  const Icon = found?.ok ? CircleCheck : CircleX;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button size="small" busy={test.isPending} onClick={() => { test.mutate(); }}>{t("test.action")}</Button>
      <p aria-live="polite" className={`flex min-w-0 flex-1 items-start gap-2 text-dense ${found?.ok ? "text-success-text" : "text-danger-text"}`}>
        {text && <><Icon size={16} strokeWidth={1.75} aria-hidden className="mt-0.5 shrink-0" /><span className="anywhere">{text}</span></>}
      </p>
    </div>
  );
}

interface DeleteDialogProps {
  name: string;
  action: string;
  remove: () => Promise<unknown>;
  queryKey: readonly unknown[];
  onClose: () => void;
  children: ReactNode;
}

/** Asks before something is deleted; a refusal, such as one for what is in use, is told by a toast. */
export function DeleteDialog({ name, action, remove: run, queryKey, onClose, children }: DeleteDialogProps) {
  const { t } = useTranslation("models");
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: run,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey });
      toast({ text: t("deleted", { name }), tone: "success" });
    },
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
    onSettled: onClose,
  });
  return (
    <ConfirmDialog open onOpenChange={(open) => { if (!open) onClose(); }} title={t("deleteTitle", { name })} action={action} onConfirm={() => remove.mutateAsync()}>
      {children}
    </ConfirmDialog>
  );
}
