import { useTranslation } from "react-i18next";

import { Button, Diff, Sheet } from "@/shared/ui";

import { told } from "../versions/diffing";
import type { Conflict } from "./draft";

interface ConflictSheetProps {
  conflict: Conflict;
  onResolve: (keep: "mine" | "theirs") => void;
}

/** Somebody else saved first: what differs, field by field, and which of the two stays. */
export function ConflictSheet({ conflict: { theirs, mine }, onResolve }: ConflictSheetProps) {
  const { t } = useTranslation("assistants");
  const fields = (Object.keys(mine) as (keyof typeof mine)[]).filter((field) => told(mine[field]) !== told(theirs[field]));
  const footer = (
    <>
      <Button onClick={() => { onResolve("theirs"); }}>{t("conflict.theirs")}</Button>
      <Button variant="primary" onClick={() => { onResolve("mine"); }}>{t("conflict.mine")}</Button>
    </>
  );
  return (
    <Sheet open onOpenChange={() => undefined} title={t("conflict.title")} description={t("conflict.text", { name: theirs.editedBy })} width={640} footer={footer}>
      <div className="space-y-4">
        {fields.map((field) => (
          <section key={field} className="space-y-1">
            <h3 className="text-dense font-medium">{t(`fields.${field}`)}</h3>
            <Diff before={told(theirs[field])} after={told(mine[field])} label={t(`fields.${field}`)} beforeLabel={t("conflict.theirsLabel")} afterLabel={t("conflict.mineLabel")} />
          </section>
        ))}
      </div>
    </Sheet>
  );
}
