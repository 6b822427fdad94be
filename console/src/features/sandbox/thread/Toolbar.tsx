import { MessageSquarePlus, PanelRight } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button, Callout, CopyId, cx, Select, Switch, type Option } from "@/shared/ui";

import type { Assistant, Version } from "../reading";

interface ToolbarProps {
  assistant: Assistant;
  versions: Version[];
  version: string;
  mayDraft: boolean;
  onVersion: (version: string) => void;
  sessionId: string;
  onNewSession: () => void;
  isWhole: boolean;
  onWhole: (isWhole: boolean) => void;
  isInspecting: boolean;
  onInspect: () => void;
}

/** Which version answers, in which session, and how it is shown. */
export function Toolbar({ version, onVersion, sessionId, onNewSession, isWhole, onWhole, isInspecting, onInspect, ...more }: ToolbarProps) {
  const { t } = useTranslation("sandbox");
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-border px-4 py-2 lg:px-6">
      <Select compact label={t("version.label")} prefix={t("version.prefix")} value={version} onChange={onVersion} options={useOptions(more)} />
      <span className="flex min-w-0 items-center gap-1.5 text-caption text-subtle max-md:hidden">
        {t("session")} <CopyId value={sessionId} label={t("sessionId")} short />
      </span>
      <div className="ml-auto flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className="max-md:hidden">
          <Switch checked={isWhole} onChange={onWhole} label={t("whole")} />
        </span>
        <Button icon={MessageSquarePlus} onClick={onNewSession}>{t("newSession")}</Button>
        <Button icon={PanelRight} aria-pressed={isInspecting} onClick={onInspect} className={cx("max-md:hidden", isInspecting && "bg-accent-soft! text-accent-text!")}>
          {t("inspect")}
        </Button>
      </div>
    </div>
  );
}

function useOptions({ assistant, versions, mayDraft }: Pick<ToolbarProps, "assistant" | "versions" | "mayDraft">): Option[] {
  const { t } = useTranslation("sandbox");
  const live = assistant.liveVersion;
  const needsEditor = mayDraft ? {} : { disabled: true, reason: t("version.needsEditor") };
  return [
    { value: "draft", label: t("version.draft"), ...needsEditor },
    live === null
      ? { value: "live", label: t("version.live"), disabled: true, reason: t("version.notPublished") }
      : { value: "live", label: t("version.liveOf", { number: live }) },
    ...versions
      .filter((each) => each.number !== live)
      .map((each) => ({
        value: String(each.number),
        label: t("version.number", { number: each.number }),
        ...(each.note ? { hint: each.note } : {}),
        ...needsEditor,
      })),
  ];
}

/** Says when what is tested is not what customers get. */
export function DraftStrip({ assistant, version }: { assistant: Assistant; version: string }) {
  const { t } = useTranslation("sandbox");
  const live = assistant.liveVersion;
  if (!assistant.enabled) return <Strip>{t("strip.disabled")}</Strip>;
  if (version === "draft" && live === null) return <Strip>{t("strip.never")}</Strip>;
  if (version === "draft" && assistant.draftChanged) return <Strip>{t("strip.draft", { number: live })}</Strip>;
  if (version !== "draft" && version !== "live" && version !== String(live)) {
    return <Strip>{t("strip.older", { number: version, live: live ?? "–" })}</Strip>;
  }
  return null;
}

function Strip({ children }: { children: string }) {
  return (
    <div className="px-4 pt-3 lg:px-6">
      <Callout tone="warning">{children}</Callout>
    </div>
  );
}
