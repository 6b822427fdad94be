import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight, FileQuestion, FileText } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/api";
import { useShortcuts } from "@/shared/shortcuts";
import { troubleOf } from "@/shared/session/trouble";
import { Empty, ErrorState, IconButton, Loading, Segmented, Skeleton, TextInput } from "@/shared/ui";

import { isWorking } from "../health";
import { pageQuery } from "../reading";
import { Extracted } from "./Extracted";
import { ModelView } from "./ModelView";
import { PageImage } from "./PageImage";
import type { SplitState } from "./shared";

type View = "image" | "extracted" | "model";

interface OriginalProps extends SplitState {
  onPage: (page: number) => void;
}

/** The document's side: the page as it looks, as it was read, or as a model is given it. */
export function Original(props: OriginalProps) {
  const { t } = useTranslation("knowledge");
  const { document, place } = props;
  const hasImage = document.mime === "application/pdf" && document.pages > 0;
  const views: View[] = [...(hasImage ? (["image"] as const) : []), ...(document.pages > 0 ? (["extracted"] as const) : []), "model"];
  const [chosen, setView] = useState<View>("image");
  const view = views.includes(chosen) ? chosen : (views[0] ?? "model");
  return (
    <div className="flex min-h-full flex-col">
      <div className="sticky top-0 z-10 flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-border bg-canvas px-4 py-2">
        {place.page !== null && <Pager page={place.page} pages={document.pages} label={document.pageLabels[place.page - 1] ?? ""} onPage={props.onPage} />}
        <div className="ml-auto">
          <Segmented label={t("split.view")} value={view} onChange={setView} options={views.map((each) => ({ value: each, label: t(`split.views.${each}`) }))} />
        </div>
      </div>
      <div className="flex-1 bg-sunken p-4">
        {view === "model" ? <ModelView {...props} /> : place.page === null ? <NoPages /> : <OnePage {...props} page={place.page} view={view} />}
      </div>
    </div>
  );
}

function NoPages() {
  const { t } = useTranslation("knowledge");
  return <Empty icon={FileQuestion} title={t("split.noPages")} />;
}

function OnePage({ view, page: number, ...props }: OriginalProps & { view: View; page: number }) {
  const { t } = useTranslation("knowledge");
  const { base, document } = props;
  const page = useQuery({ ...pageQuery(base.id, document.id, document.version, number), placeholderData: keepPreviousData });
  if (page.error) {
    const isMissing = page.error instanceof ApiError && page.error.status === 404;
    if (isMissing) return <Empty icon={FileText} title={t(isWorking(document) ? "split.notYet" : "split.noPage")} />;
    return <ErrorState title={t("split.pageUnread")} trouble={troubleOf(page.error)} onRetry={() => void page.refetch()} />;
  }
  if (!page.data) return <Loading><Skeleton shape="block" height={480} /></Loading>;
  return view === "image" ? <PageImage {...props} page={page.data} /> : <Extracted {...props} page={page.data} />;
}

interface PagerProps {
  page: number;
  pages: number;
  label: string;
  onPage: (page: number) => void;
}

function Pager({ page, pages, label, onPage }: PagerProps) {
  const { t } = useTranslation("knowledge");
  const to = (next: number) => { if (next >= 1 && next <= pages && next !== page) onPage(next); };
  useShortcuts([
    { keys: "n", label: t("split.next"), run: () => { to(page + 1); } },
    { keys: "p", label: t("split.previous"), run: () => { to(page - 1); } },
  ]);
  return (
    <div className="flex items-center gap-1" role="group" aria-label={t("split.paging")}>
      <IconButton icon={ChevronLeft} size="small" variant="ghost" label={t("split.previous")} shortcut="p" disabled={page <= 1} onClick={() => { to(page - 1); }} />
      <div className="w-14"><PageNumber key={page} page={page} pages={pages} onPage={to} /></div>
      <span className="numbers text-dense text-muted">{`/ ${String(pages)}`}</span>
      <IconButton icon={ChevronRight} size="small" variant="ghost" label={t("split.next")} shortcut="n" disabled={page >= pages} onClick={() => { to(page + 1); }} />
      {label && <span className="min-w-0 truncate-line text-dense text-muted">{label}</span>}
    </div>
  );
}

function PageNumber({ page, pages, onPage }: { page: number; pages: number; onPage: (page: number) => void }) {
  const { t } = useTranslation("knowledge");
  const [text, setText] = useState(String(page));
  const take = () => {
    const next = Number(text);
    if (Number.isInteger(next) && next >= 1 && next <= pages) onPage(next);
    else setText(String(page));
  };
  return (
    <TextInput
      aria-label={t("split.page")}
      inputMode="numeric"
      className="numbers text-right"
      value={text}
      onChange={(event) => { setText(event.target.value); }}
      onBlur={take}
      onKeyDown={(event) => { if (event.key === "Enter") take(); }}
    />
  );
}
