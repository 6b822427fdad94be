import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Download, GitCompareArrows, Pin, PinOff, RotateCcw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api";
import { formatNumber } from "@/shared/format";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Card, Chip, Menu, RelativeTime, Status, toast, type MenuEntry } from "@/shared/ui";

import { keys, type Base } from "../reading";
import { useCompared } from "./Comparison";
import { ExportDialog } from "./ExportDialog";
import { HEAD, type Version } from "./reading";
import { RollbackDialog } from "./RollbackDialog";

/** The kept versions, the newest first, each with what can be done with it. */
export function VersionRows({ base, versions }: { base: Base; versions: Version[] }) {
  const { t } = useTranslation("knowledge");
  const mayWrite = useMay("genai.knowledge.write");
  const [, compare] = useCompared();
  const [restoring, setRestoring] = useState<Version | null>(null);
  const [exporting, setExporting] = useState<Version | null>(null);
  const pin = usePin(base);
  const menu = (version: Version): MenuEntry[] => [
    { label: t("versions.compareHead"), icon: GitCompareArrows, onSelect: () => { compare({ from: version.number, to: HEAD }); } },
    { label: t("versions.export"), icon: Download, onSelect: () => { setExporting(version); } },
    ...(mayWrite
      ? ([
          { label: t(version.pinned ? "versions.unpin" : "versions.pin"), icon: version.pinned ? PinOff : Pin, onSelect: () => { pin.mutate(version); } },
          "separator",
          { label: t("versions.restore"), icon: RotateCcw, onSelect: () => { setRestoring(version); } },
        ] as const)
      : []),
  ];
  return (
    <Card title={t("versions.kept")} description={t("versions.keptText", { count: base.keepVersions })} flush>
      <ol className="divide-y divide-border">
        {versions.map((version) => (
          <li key={version.number} className="flex items-start gap-2 px-4 py-2">
            <div className="min-w-0 flex-1">
              <div className="flex min-h-8 flex-wrap items-center gap-x-2 gap-y-1">
                <span className="numbers font-medium">{t("version", { number: version.number })}</span>
                {version.live && <Status tone="success">{t(base.publishing === "manual" ? "versions.served" : "versions.newest")}</Status>}
                {version.pinned && <Chip icon={Pin}>{t("versions.pinned")}</Chip>}
                <span className="text-caption text-subtle">
                  {version.author ? `${version.author} · ` : ""}<RelativeTime at={version.publishedAt} />
                </span>
              </div>
              <p className="numbers text-caption text-subtle">
                {t("versions.counts", { documents: formatNumber(version.counts.documents), chunks: formatNumber(version.counts.chunks) })}
              </p>
              {version.restoredFrom !== null && <p className="text-caption text-subtle">{t("versions.from", { number: version.restoredFrom })}</p>}
              {version.note && <p className="text-dense text-muted anywhere">{version.note}</p>}
            </div>
            <Menu label={t("versions.more", { number: version.number })} items={menu(version)} />
          </li>
        ))}
      </ol>
      {restoring && <RollbackDialog base={base} version={restoring} onClose={() => { setRestoring(null); }} />}
      {exporting && <ExportDialog base={base} version={exporting} onClose={() => { setExporting(null); }} />}
    </Card>
  );
}

function usePin(base: Base) {
  const { t } = useTranslation("knowledge");
  const queries = useQueryClient();
  const path = (version: Version) => ({ params: { path: { base_id: base.id, number: version.number } } });
  return useMutation({
    mutationFn: (version: Version) =>
      version.pinned
        ? data(api.DELETE("/api/v1/knowledge-bases/{base_id}/versions/{number}/pin", path(version)))
        : data(api.PUT("/api/v1/knowledge-bases/{base_id}/versions/{number}/pin", path(version))),
    onSuccess: async (version) => {
      toast({ text: t(version.pinned ? "versions.pinDone" : "versions.unpinDone", { number: version.number }), tone: "success" });
      await queries.invalidateQueries({ queryKey: keys.base(base.id) });
    },
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
}
