import { FileText, Trash2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Shape } from "@/api";
import { formatBytes } from "@/shared/format";
import { troubleOf, type Trouble } from "@/shared/session/trouble";
import { Button, Callout, DropZone, ErrorCallout, IconButton, ProgressBar, Status } from "@/shared/ui";

import { makeAssistant, settle, takeSamples, topicOf, upload, type Refused } from "./making";

const ACCEPTED = [".pdf", ".docx", ".pptx", ".xlsx", ".txt", ".md", ".html", ".htm"];
const MAX_BYTES = 25 * 1024 * 1024;

interface AssistantStepProps {
  workspaceName: string;
  model: string;
  onDone: (made: { assistantId: string; question: string }) => void;
  onSkip: () => void;
}

/** Files in, a live assistant out. */
export function AssistantStep({ workspaceName, model, onDone, onSkip }: AssistantStepProps) {
  const { t } = useTranslation("setup");
  const [files, setFiles] = useState<File[]>([]);
  const work = useMaking({ workspaceName, model, onDone });
  if (work.isRunning) return <Working documents={work.documents} refused={work.refused} />;
  const add = (added: File[]) => {
    setFiles((before) => [...before, ...added.filter((file) => !before.some((each) => each.name === file.name))]);
  };
  return (
    <div className="space-y-4">
      <h1 className="text-h2">{t("assistant.title")}</h1>
      <p className="text-muted">{t("assistant.text")}</p>
      {work.trouble && <ErrorCallout trouble={work.trouble} />}
      {work.refused.map((each) => (
        <Callout key={each.name} tone="danger" title={each.name}>{each.message}</Callout>
      ))}
      <DropZone multiple accept={ACCEPTED} maxBytes={MAX_BYTES} onFiles={add} title={t("assistant.drop")} hint={t("assistant.kinds")} />
      {files.length > 0 && (
        <ul className="divide-y divide-border rounded-card border border-border">
          {files.map((file) => (
            <li key={file.name} className="flex items-center gap-3 px-3 py-1">
              <FileText size={16} strokeWidth={1.75} aria-hidden className="shrink-0 text-subtle" />
              <span className="truncate-line flex-1">{file.name}</span>
              <span className="numbers text-caption text-subtle">{formatBytes(file.size)}</span>
              <IconButton
                icon={Trash2}
                label={t("assistant.remove", { name: file.name })}
                variant="ghost"
                onClick={() => { setFiles(files.filter((each) => each !== file)); }}
              />
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap justify-end gap-2 pt-2">
        {files.length === 0 && (
          <div className="grow">
            <Button variant="ghost" onClick={() => void work.start([])}>{t("assistant.samples")}</Button>
          </div>
        )}
        <Button onClick={onSkip}>{t("assistant.later")}</Button>
        <Button
          variant="primary"
          reason={files.length ? undefined : t("assistant.needsFile")}
          onClick={() => void work.start(files)}
        >
          {t("assistant.action")}
        </Button>
      </div>
    </div>
  );
}

function useMaking({ workspaceName, model, onDone }: Omit<AssistantStepProps, "onSkip">) {
  const { t } = useTranslation("setup");
  const [documents, setDocuments] = useState<Shape<"DocumentRead">[]>([]);
  const [refused, setRefused] = useState<Refused[]>([]);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isRunning, setRunning] = useState(false);
  const end = useRef<AbortController | null>(null);
  useEffect(() => () => { end.current?.abort(); }, []);

  /** From these files, or without any from the samples. */
  const start = async (files: readonly File[]) => {
    end.current = new AbortController();
    const { signal } = end.current;
    const wanted = { workspaceName, model, files, assistantName: t("assistant.name", { workspace: workspaceName }), baseName: t("assistant.base") };
    setRunning(true);
    setTrouble(null);
    setRefused([]);
    try {
      const sent = await (files.length ? upload(wanted) : takeSamples(wanted));
      setRefused(sent.refused);
      const settled = await settle(sent.baseId, setDocuments, signal);
      if (!settled.some((document) => document.state === "ready")) {
        setTrouble({ message: t("assistant.noneReady", { reason: settled[0]?.reason.message ?? "" }) });
        setRunning(false);
        return;
      }
      const made = await makeAssistant(wanted, sent.baseId);
      const topic = files.length ? await topicOf(sent.baseId) : null;
      const question = topic ? t("assistant.question", { topic }) : files.length ? "" : t("assistant.sampleQuestion");
      onDone({ assistantId: made.assistantId, question });
    } catch (error) {
      if (signal.aborted) return;
      setTrouble(troubleOf(error));
      setRunning(false);
    }
  };
  return { documents, refused, trouble, isRunning, start };
}

const TONES: Record<string, "success" | "danger" | "info"> = { ready: "success", failed: "danger" };

/** How a document stands; the server tells it in English, other languages have words of their own. */
function useStanding() {
  const { t, i18n } = useTranslation(["setup", "knowledge"]);
  return ({ state, reason, progress }: Shape<"DocumentRead">): string => {
    if (i18n.language.startsWith("en")) return reason.message;
    if (state === "failed") return t(`knowledge:reason.${reason.code}`, { defaultValue: reason.message });
    const share = progress.total > 0 ? Math.floor((100 * progress.done) / progress.total) : 0;
    return t(`knowledge:state.${state}`, { share, defaultValue: reason.message });
  };
}

function Working({ documents, refused }: { documents: Shape<"DocumentRead">[]; refused: Refused[] }) {
  const { t } = useTranslation("setup");
  const standing = useStanding();
  const settled = documents.filter((document) => ["ready", "failed", "cancelled"].includes(document.state)).length;
  return (
    <div className="space-y-4" aria-busy>
      <h1 className="text-h2">{t("working.title")}</h1>
      <p className="text-muted">{t("working.text")}</p>
      <ProgressBar
        label={t("working.documents")}
        value={documents.length ? settled / documents.length : null}
        detail={documents.length ? `${String(settled)} / ${String(documents.length)}` : undefined}
      />
      <ul className="divide-y divide-border rounded-card border border-border">
        {documents.map((document) => (
          <li key={document.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
            <span className="truncate-line flex-1 basis-40">{document.title}</span>
            <Status tone={TONES[document.state] ?? "info"} busy={!TONES[document.state]}>{standing(document)}</Status>
          </li>
        ))}
        {refused.map((each) => (
          <li key={each.name} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
            <span className="truncate-line flex-1 basis-40">{each.name}</span>
            <Status tone="danger">{each.message}</Status>
          </li>
        ))}
      </ul>
    </div>
  );
}
