import { useQuery } from "@tanstack/react-query";
import { History, PackageOpen, Send } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Callout, Card, Empty, ErrorState, Loading, Skeleton, Status } from "@/shared/ui";

import { BundleDialog } from "../BundleDialog";
import type { Base } from "../reading";
import { useBase } from "../useBase";
import { Comparison } from "./Comparison";
import { Planned } from "./Planned";
import { PublishDialog } from "./PublishDialog";
import { versionsQuery } from "./reading";
import { VersionRows } from "./VersionRows";

/** What is served and kept of a base, what differs between any two states, and the way back. */
export default function VersionsTab() {
  const { t } = useTranslation("knowledge");
  const base = useBase();
  const read = useQuery(versionsQuery(base.id));
  if (read.error) return <ErrorState title={t("versions.unread")} trouble={troubleOf(read.error)} onRetry={() => void read.refetch()} />;
  if (!read.data) return <div className="p-4 lg:p-6"><Loading><Skeleton lines={6} /></Loading></div>;
  const { data: versions, changed, publishAt, publishNote, publishBy } = read.data;
  return (
    <div className="grid max-w-page flex-1 content-start items-start gap-6 p-4 lg:p-6 xl:grid-cols-[25rem_minmax(0,1fr)]">
      <div className="min-w-0 space-y-6">
        <HeadCard base={base} changed={changed} hasVersions={versions.length > 0} />
        {publishAt && <Planned base={base} at={publishAt} note={publishNote} by={publishBy} />}
        {versions.length > 0 && <VersionRows base={base} versions={versions} />}
      </div>
      {versions.length > 0 ? (
        <Comparison base={base} versions={versions} changed={changed} />
      ) : (
        <Empty icon={History} title={t("versions.none")}>{t(base.publishing === "manual" ? "versions.noneManual" : "versions.noneAutomatic")}</Empty>
      )}
    </div>
  );
}

function HeadCard({ base, changed, hasVersions }: { base: Base; changed: boolean; hasVersions: boolean }) {
  const { t } = useTranslation("knowledge");
  const mayWrite = useMay("genai.knowledge.write");
  const [isPublishing, setPublishing] = useState(false);
  const [isReplacing, setReplacing] = useState(false);
  const isManual = base.publishing === "manual";
  return (
    <Card
      title={t("versions.head")}
      description={t(isManual ? "versions.manualText" : "versions.automaticText")}
      actions={<Status tone={changed ? "warning" : "success"}>{t(changed ? "versions.changed" : "versions.unchanged")}</Status>}
    >
      <div className="space-y-3">
        {isManual && !hasVersions && <Callout tone="warning">{t("versions.nothingServed")}</Callout>}
        {mayWrite && (
          <div className="flex flex-wrap gap-2">
            <Button variant={isManual && changed ? "primary" : "secondary"} icon={Send} onClick={() => { setPublishing(true); }}>
              {t(isManual ? "versions.publish" : "versions.cutNow")}
            </Button>
            <Button icon={PackageOpen} onClick={() => { setReplacing(true); }}>{t("bundle.replace")}</Button>
          </div>
        )}
      </div>
      {isPublishing && <PublishDialog base={base} onClose={() => { setPublishing(false); }} />}
      {isReplacing && <BundleDialog into={base} onClose={() => { setReplacing(false); }} />}
    </Card>
  );
}
