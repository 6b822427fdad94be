import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api";
import { troubleOf } from "@/shared/session/trouble";
import { Card, CodeBlock, ErrorCallout, Loading, Segmented, Skeleton, Switch } from "@/shared/ui";

import type { Assistant } from "../reading";

const LANGUAGES = {
  curl: "cURL", python: "Python", javascript: "JavaScript", node: "Node", php: "PHP", java: "Java", go: "Go",
} as const;
type Language = keyof typeof LANGUAGES;

/** Programs that ask the assistant; the key is read from the environment and never stands in the text. */
export function Samples({ one }: { one: Assistant }) {
  const { t } = useTranslation("assistants");
  const [language, setLanguage] = useState<Language>("curl");
  const [stream, setStream] = useState(true);
  const sample = useQuery({
    queryKey: ["assistants", "sample", one.id, language, stream],
    queryFn: () =>
      data(api.GET("/api/v1/assistants/{assistant_id}/samples", { params: { path: { assistant_id: one.id }, query: { language, stream } } })),
    placeholderData: (before) => before,
  });
  return (
    <Card title={t("api.samples")} actions={<Switch label={t("api.stream")} checked={stream} onChange={setStream} />}>
      <div className="space-y-3">
        <div className="overflow-x-auto">
          <Segmented
            label={t("api.language")}
            value={language}
            onChange={setLanguage}
            options={(Object.keys(LANGUAGES) as Language[]).map((value) => ({ value, label: LANGUAGES[value] }))}
          />
        </div>
        {sample.error ? (
          <ErrorCallout trouble={troubleOf(sample.error)} onRetry={() => void sample.refetch()} />
        ) : sample.data ? (
          <>
            <p className="text-caption text-subtle">{t("api.variable", { variable: sample.data.keyVariable, masked: sample.data.maskedKey })}</p>
            <CodeBlock samples={sample.data.code} language={language === "curl" ? "shell" : "text"} label={sample.data.fileName} />
          </>
        ) : (
          <Loading><Skeleton shape="block" height={160} /></Loading>
        )}
      </div>
    </Card>
  );
}
