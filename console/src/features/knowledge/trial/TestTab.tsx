import { useIsFetching, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Columns2, Search } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { troubleOf } from "@/shared/session/trouble";
import { Button, Empty, ErrorCallout, Loading, Select, Skeleton, TextInput } from "@/shared/ui";

import type { Base } from "../reading";
import { useBase } from "../useBase";
import { Comparison } from "./Comparison";
import { askedOf, LIMITS, searchOf, searchQuery, THRESHOLD, type Asked } from "./reading";
import { Results } from "./Results";
import { WayFields } from "./WayFields";

/** What a question finds in the base, and why in this order. */
export default function TestTab() {
  const base = useBase();
  const navigate = useNavigate();
  const asked = askedOf(useSearch({ strict: false }));
  const queries = useQueryClient();
  const ask = (next: Asked) => {
    if (JSON.stringify(next) === JSON.stringify(asked)) void queries.refetchQueries({ queryKey: ["knowledge", "search"], type: "active" });
    else void navigate({ to: ".", search: searchOf(next), replace: true });
  };
  const isFetching = useIsFetching({ queryKey: ["knowledge", "search"] }) > 0;
  const { other } = asked;
  return (
    <div className="max-w-page flex-1 space-y-4 p-4 lg:p-6">
      <Question key={asked.q} base={base} asked={asked} busy={isFetching} onAsk={ask} />
      {other ? <Comparison base={base} asked={{ ...asked, other }} onAsk={ask} /> : <OneWay base={base} asked={asked} onAsk={ask} />}
    </div>
  );
}

function OneWay({ base, asked, onAsk }: { base: Base; asked: Asked; onAsk: (asked: Asked) => void }) {
  const { t } = useTranslation("knowledge");
  const [threshold, setThreshold] = useState(THRESHOLD);
  const found = useQuery({ ...searchQuery(base.id, asked, asked), enabled: asked.q !== "" });
  return (
    <>
      <WayFields baseId={base.id} way={asked} onWay={onAsk} />
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
    </>
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
  const compare = () => {
    const { arms, version } = asked;
    onAsk({ ...asked, q, other: asked.other ? null : { baseId: base.id, arms, version } });
  };
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (q) onAsk({ ...asked, q }); }}>
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
        <Button icon={Columns2} aria-pressed={asked.other !== null} onClick={compare}>{t(asked.other ? "test.compareEnd" : "test.compare")}</Button>
      </div>
    </form>
  );
}
