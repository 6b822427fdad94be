import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { troubleOf } from "@/shared/session/trouble";
import { Button, Checkbox, Empty, ErrorCallout, Loading, Select, Skeleton, TextInput } from "@/shared/ui";

import type { Base } from "../reading";
import { useBase } from "../useBase";
import { ARMS, askedOf, LIMITS, searchOf, searchQuery, THRESHOLD, type Arm, type Asked } from "./reading";
import { Results } from "./Results";

/** What a question finds in the base, and why in this order. */
export default function TestTab() {
  const base = useBase();
  const { t } = useTranslation("knowledge");
  const navigate = useNavigate();
  const asked = askedOf(useSearch({ strict: false }));
  const [threshold, setThreshold] = useState(THRESHOLD);
  const found = useQuery({ ...searchQuery(base.id, asked), enabled: asked.q !== "" });
  const ask = (next: Asked) => {
    if (JSON.stringify(next) === JSON.stringify(asked)) void found.refetch();
    else void navigate({ to: ".", search: searchOf(next), replace: true });
  };
  return (
    <div className="max-w-page flex-1 space-y-4 p-4 lg:p-6">
      <Question key={asked.q} base={base} asked={asked} busy={found.isFetching} onAsk={ask} />
      <div aria-live="polite">
        {found.error ? (
          <ErrorCallout trouble={troubleOf(found.error)} onRetry={() => void found.refetch()} />
        ) : found.data ? (
          <Results base={base} found={found.data} threshold={threshold} onThreshold={setThreshold} />
        ) : asked.q ? (
          <Loading><Skeleton lines={6} /></Loading>
        ) : (
          <Empty icon={Search} title={t("test.empty")}>{t("test.emptyText")}</Empty>
        )}
      </div>
    </div>
  );
}

interface QuestionProps {
  base: Base;
  asked: Asked;
  busy: boolean;
  onAsk: (asked: Asked) => void;
}

function Question({ base, asked, busy, onAsk }: QuestionProps) {
  const { t } = useTranslation("knowledge");
  const [text, setText] = useState(asked.q);
  const q = text.trim();
  const turn = (arm: Arm, on: boolean) => {
    const arms = ARMS.filter((each) => (each === arm ? on : asked.arms.includes(each)));
    if (arms.length) onAsk({ ...asked, q, arms });
  };
  return (
    <form className="space-y-3" onSubmit={(event) => { event.preventDefault(); if (q) onAsk({ ...asked, q }); }}>
      <div className="flex flex-wrap gap-2">
        <div className="min-w-0 flex-1 basis-64">
          <TextInput
            icon={Search} autoFocus maxLength={4000} value={text} aria-label={t("test.question")}
            placeholder={t("test.placeholder")} onChange={(event) => { setText(event.target.value); }}
          />
        </div>
        <Select
          compact label={t("test.limit")} prefix={t("test.top")} value={String(asked.limit)}
          onChange={(limit) => { onAsk({ ...asked, q, limit: Number(limit) }); }} options={LIMITS.map((limit) => ({ value: limit as string, label: limit }))}
        />
        <Button type="submit" variant="primary" busy={busy} disabled={!q || base.counts.chunks === 0} reason={base.counts.chunks === 0 ? t("test.nothingYet") : undefined}>{t("test.run")}</Button>
      </div>
      <fieldset className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <legend className="sr-only">{t("test.arms")}</legend>
        {ARMS.map((arm) => (
          <Checkbox key={arm} label={t(`test.arm.${arm}`)} checked={asked.arms.includes(arm)} onChange={(on) => { turn(arm, on); }} disabled={asked.arms.length === 1 && asked.arms[0] === arm} />
        ))}
      </fieldset>
    </form>
  );
}
