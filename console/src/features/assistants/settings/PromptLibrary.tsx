import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Dialog, ErrorCallout, Loading, RadioGroup, Skeleton } from "@/shared/ui";

interface PromptLibraryProps {
  onPick: (body: string) => void;
  onClose: () => void;
}

/** Prompts to begin with; the picked one takes the place of the text. */
export function PromptLibrary({ onPick, onClose }: PromptLibraryProps) {
  const { t } = useTranslation("assistants");
  const [chosen, setChosen] = useState<string | null>(null);
  const library = useQuery({
    queryKey: ["assistants", "prompts"],
    queryFn: async () => (await data(api.GET("/api/v1/prompt-templates"))).data.filter((one) => one.kind === "assistant"),
  });
  const picked = library.data?.find((one) => one.id === chosen);
  const footer = (
    <>
      <Button onClick={onClose}>{t("cancel")}</Button>
      <Button variant="primary" type="submit" disabled={!picked}>{t("library.use")}</Button>
    </>
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => { if (!open) onClose(); }}
      title={t("library.title")}
      description={t("library.text")}
      size="large"
      footer={footer}
      onSubmit={() => { if (picked) { onPick(picked.body); onClose(); } }}
    >
      {library.error ? (
        <ErrorCallout trouble={troubleOf(library.error)} onRetry={() => void library.refetch()} />
      ) : !library.data ? (
        <Loading><Skeleton lines={6} /></Loading>
      ) : (
        <div className="grid gap-4 md:grid-cols-[16rem_minmax(0,1fr)]">
          <div className="max-h-96 overflow-y-auto">
            <RadioGroup
              label={t("library.title")}
              value={chosen}
              onChange={setChosen}
              options={library.data.map((one) => ({ value: one.id, label: one.name, hint: t(`library.languages.${one.language}`, { defaultValue: one.language }) }))}
            />
          </div>
          <pre lang={picked?.language} className="max-h-96 min-h-40 overflow-y-auto rounded-card border border-border bg-sunken p-3 font-mono text-mono whitespace-pre-wrap anywhere">
            {picked?.body ?? t("library.choose")}
          </pre>
        </div>
      )}
    </Dialog>
  );
}
