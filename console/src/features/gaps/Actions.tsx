import { useQuery } from "@tanstack/react-query";
import { ChevronDown, RotateCcw } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import { useMay } from "@/shared/session";
import { Button, Menu, type MenuEntry } from "@/shared/ui";

import { useAssign, useIgnore } from "./changing";
import { peopleQuery, type Gap } from "./reading";

const AcceptDialog = lazy(() => import("./AcceptDialog").then((module) => ({ default: module.AcceptDialog })));

interface ActionsProps {
  gap: Gap;
  /** Answering is what the place is for, as beside the list; within it there are many. */
  isMain?: boolean;
}

/** What can be done with a gap as it stands: answer it, hand it to somebody, put it away, open it again. */
export function Actions({ gap, isMain = false }: ActionsProps) {
  const { t } = useTranslation("gaps");
  const mayWrite = useMay("genai.knowledge.write");
  const [isAccepting, setAccepting] = useState(false);
  const ignore = useIgnore();
  const assign = useAssign();
  if (!mayWrite) return null;
  const isDecided = gap.state === "accepted" || gap.state === "ignored";
  return (
    <div className="flex flex-wrap items-center gap-2">
      {gap.state !== "accepted" && (
        <Button size="small" variant={isMain ? "primary" : "secondary"} onClick={() => { setAccepting(true); }}>{t("accept.action")}</Button>
      )}
      {isDecided ? (
        <Button size="small" icon={RotateCcw} busy={assign.isPending} onClick={() => { assign.mutate({ gap, person: null }); }}>{t("open")}</Button>
      ) : (
        <>
          <Assign gap={gap} />
          <Button size="small" variant="ghost" busy={ignore.isPending} onClick={() => { ignore.mutate(gap); }}>{t("ignore")}</Button>
        </>
      )}
      <Suspense>{isAccepting && <AcceptDialog gap={gap} onClose={() => { setAccepting(false); }} />}</Suspense>
    </div>
  );
}

function Assign({ gap }: { gap: Gap }) {
  const { t } = useTranslation("gaps");
  const people = useQuery(peopleQuery);
  const assign = useAssign();
  const items: MenuEntry[] = (people.data ?? []).map((person) => ({
    id: person.id,
    label: person.name,
    checked: person.id === gap.assignee?.id,
    onSelect: () => { assign.mutate({ gap, person }); },
  }));
  if (gap.assignee) items.push("separator", { label: t("nobody"), onSelect: () => { assign.mutate({ gap, person: null }); } });
  return (
    <Menu
      label={t("assign")}
      items={items}
      trigger={<Button size="small" variant="ghost" iconAfter={ChevronDown} busy={assign.isPending}>{t("assign")}</Button>}
    />
  );
}
