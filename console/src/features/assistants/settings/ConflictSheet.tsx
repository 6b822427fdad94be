import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button, Diff, Segmented, Sheet } from "@/shared/ui";

import type { Assistant } from "../reading";
import { told } from "../versions/diffing";
import type { Conflict } from "./draft";

interface ConflictSheetProps {
  conflict: Conflict;
  /** Given the fields that are taken from the other side. */
  onResolve: (taken: readonly (keyof Assistant)[]) => void;
}

/** Somebody else saved first: what differs, and for each field which of the two stays. */
export function ConflictSheet({ conflict: { theirs, mine }, onResolve }: ConflictSheetProps) {
  const { t } = useTranslation("assistants");
  const fields = Object.keys(mine) as (keyof Assistant)[];
  const [taken, setTaken] = useState<readonly (keyof Assistant)[]>([]);
  const footer = <Button variant="primary" onClick={() => { onResolve(taken); }}>{t("conflict.apply")}</Button>;
  return (
    <Sheet open onOpenChange={() => undefined} title={t("conflict.title")} description={t("conflict.text", { name: theirs.editedBy })} width={640} footer={footer}>
      <div className="space-y-6">
        {fields.map((field) => (
          <section key={field} className="space-y-2">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <h3 className="font-medium">{t(`fields.${field}`)}</h3>
              <Segmented
                label={t(`fields.${field}`)}
                value={taken.includes(field) ? "theirs" : "mine"}
                onChange={(side) => { setTaken(side === "theirs" ? [...taken, field] : taken.filter((each) => each !== field)); }}
                options={[{ value: "mine", label: t("conflict.mine") }, { value: "theirs", label: t("conflict.theirs") }]}
              />
            </div>
            <Diff before={told(theirs[field])} after={told(mine[field])} label={t(`fields.${field}`)} beforeLabel={t("conflict.theirsLabel")} afterLabel={t("conflict.mineLabel")} />
          </section>
        ))}
      </div>
    </Sheet>
  );
}
