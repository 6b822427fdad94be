import { useTranslation } from "react-i18next";

import { formatRelative } from "@/shared/format";
import { useMay } from "@/shared/session";
import { Button, Callout, ProgressBar } from "@/shared/ui";

import { useStep } from "../documents/changing";
import type { Asked } from "../documents/DocumentMenu";
import { useReason } from "../documents/State";
import { helpFor, isWorking, shareOf, stateWord } from "../health";
import type { Document } from "../reading";

interface StateStripProps {
  document: Document;
  onAsk: (asked: Asked) => void;
}

/** What a document that is not ready does or lacks, and the button that helps. */
export function StateStrip({ document, onAsk }: StateStripProps) {
  const { t } = useTranslation("knowledge");
  const mayWrite = useMay("genai.knowledge.write");
  const reason = useReason()(document);
  const step = useStep();
  const help = helpFor(document);
  if (!isWorking(document) && !help) return <Skipped document={document} />;
  const { key, values } = stateWord(document);
  const share = shareOf(document);
  const act = () => {
    if (help === "replace") onAsk({ verb: "replace", document });
    else step.mutate({ document, verb: help ?? "cancel" });
  };
  return (
    <div className="border-b border-border px-4 py-4 lg:px-6" aria-live="polite">
      <Callout
        tone={document.state === "failed" ? "danger" : help ? "warning" : "info"}
        title={t(`state.${key}`, values ?? {})}
        actions={mayWrite && <Button size="small" busy={step.isPending} onClick={act}>{t(`help.${help ?? "cancel"}`)}</Button>}
      >
        {reason && <p>{reason}</p>}
        {isWorking(document) && (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
            {share !== null && <div className="w-full max-w-64"><ProgressBar hideLabel value={share} label={t("state.progress", { title: document.title })} /></div>}
            <span className="text-caption">
              {t(`searchable.${document.searchable}`)}
              {document.lastProgressAt && ` · ${t("split.lastProgress", { time: formatRelative(document.lastProgressAt) })}`}
            </span>
          </div>
        )}
      </Callout>
    </div>
  );
}

/** What a ready document left out. */
function Skipped({ document }: { document: Document }) {
  const { t } = useTranslation("knowledge");
  if (!document.warnings.length) return null;
  const words = document.warnings.slice(0, 5).map((warning) => String(warning["message"] ?? warning["code"]));
  return (
    <div className="border-b border-border px-4 py-4 lg:px-6">
      <Callout tone="warning" title={t("state.warnings", { count: document.warnings.length })}>
        <ul className="list-disc pl-4">{words.map((word) => <li key={word}>{word}</li>)}</ul>
      </Callout>
    </div>
  );
}
