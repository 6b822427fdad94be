import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { formatDate } from "@/shared/format";
import { useWorkspacePath } from "@/shared/routing";
import { troubleOf } from "@/shared/session/trouble";
import { Card, Empty, ErrorState, Loading, Skeleton } from "@/shared/ui";

import { ChunkLink } from "./GapSheet";
import { decayQuery, type Decay } from "./reading";

/** What of a base has aged: documents to be read again, memorized answers that differ from it, chunks that were rated down. */
export function Ageing({ baseId }: { baseId: string }) {
  const { t } = useTranslation("gaps");
  const decay = useQuery(decayQuery(baseId));
  if (decay.error) return <ErrorState title={t("ageing.unread")} trouble={troubleOf(decay.error)} onRetry={() => void decay.refetch()} />;
  if (!decay.data) return <Loading><Skeleton lines={6} /></Loading>;
  const { documents, memorizedResponses, chunks } = decay.data;
  if (documents.length + memorizedResponses.length + chunks.length === 0) {
    return <Empty icon={CircleCheck} title={t("ageing.none")}>{t("ageing.noneText")}</Empty>;
  }
  return (
    <div className="space-y-6">
      {documents.length > 0 && <Reviews documents={documents} />}
      {memorizedResponses.length > 0 && <Differing responses={memorizedResponses} />}
      {chunks.length > 0 && <Suspects chunks={chunks} />}
    </div>
  );
}

function List({ title, what, children }: { title: string; what: string; children: ReactNode }) {
  return (
    <Card title={title} description={what} flush>
      <ul className="divide-y divide-border">{children}</ul>
    </Card>
  );
}

const ROW = "flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 px-4 py-2.5";

function Reviews({ documents }: { documents: Decay["documents"] }) {
  const { t } = useTranslation("gaps");
  const path = useWorkspacePath();
  return (
    <List title={t("ageing.reviews")} what={t("ageing.reviewsText")}>
      {documents.map((one) => (
        <li key={one.documentId} className={ROW}>
          <Link to={path(`/genai/knowledge/${one.knowledgeBaseId}/documents/${one.documentId}`)} className="min-w-0 font-medium text-accent-text underline-offset-4 anywhere hover:underline">{one.title}</Link>
          <span className="numbers text-dense text-muted">{t("ageing.due", { date: formatDate(one.reviewBy) })}</span>
        </li>
      ))}
    </List>
  );
}

function Differing({ responses }: { responses: Decay["memorizedResponses"] }) {
  const { t } = useTranslation("gaps");
  const path = useWorkspacePath();
  return (
    <List title={t("ageing.differing")} what={t("ageing.differingText")}>
      {responses.map((one) => (
        <li key={one.memorizedResponseId} className={ROW}>
          <Link to={path(`/genai/memorized/${one.memorizedResponseId}`)} className="min-w-0 font-medium text-accent-text underline-offset-4 anywhere hover:underline">{one.question}</Link>
          <span className="flex flex-wrap items-baseline gap-x-3 text-dense text-muted">
            <span className="numbers">{t("ageing.numbers", { numbers: one.numbers.join(", ") })}</span>
            <ChunkLink chunk={{ ...one, id: one.chunkId }} />
          </span>
        </li>
      ))}
    </List>
  );
}

function Suspects({ chunks }: { chunks: Decay["chunks"] }) {
  const { t } = useTranslation("gaps");
  return (
    <List title={t("ageing.suspects")} what={t("ageing.suspectsText")}>
      {chunks.map((one) => (
        <li key={one.chunkId} className={ROW}>
          <ChunkLink chunk={{ ...one, id: one.chunkId }} />
          <span className="numbers text-dense text-muted">{t("ageing.down", { count: one.ratedDown })}</span>
        </li>
      ))}
    </List>
  );
}
