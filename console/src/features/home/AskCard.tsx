import { useNavigate } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { useWorkspacePath } from "@/shared/routing";
import { Button, Card, Field, Select, TextInput } from "@/shared/ui";

import type { Assistant } from "./reading";

const LONGEST = 4000;

/** A question for a live assistant: opens its sandbox with the question typed. */
export function AskCard({ assistants }: { assistants: readonly Assistant[] }) {
  const { t } = useTranslation("home");
  const navigate = useNavigate();
  const path = useWorkspacePath();
  const [wanted, setWanted] = useState<string | null>(null);
  const [question, setQuestion] = useState("");
  const chosen = assistants.find(({ id }) => id === wanted) ?? assistants[0];
  if (!chosen) return null;
  const open = (event: FormEvent) => {
    event.preventDefault();
    const search = { version: "live", ...(question.trim() ? { question: question.trim() } : {}) };
    void navigate({ to: path(`/genai/assistants/${chosen.id}/sandbox`), search: search as never });
  };
  return (
    <Card title={t("ask.title")} flush>
      <form onSubmit={open} className="space-y-3 p-4">
        {assistants.length > 1 && (
          <Field label={t("ask.assistant")} hideLabel>
            <Select value={chosen.id} onChange={setWanted} options={assistants.map(({ id, name }) => ({ value: id, label: name }))} />
          </Field>
        )}
        <div className="flex items-start gap-2">
          <div className="min-w-0 flex-1">
            <Field label={t("ask.question")} hideLabel>
              <TextInput
                value={question}
                onChange={(event) => { setQuestion(event.target.value); }}
                maxLength={LONGEST}
                autoComplete="off"
                placeholder={t("ask.placeholder", { name: chosen.name })}
              />
            </Field>
          </div>
          <Button type="submit">{t("ask.action")}</Button>
        </div>
      </form>
    </Card>
  );
}
