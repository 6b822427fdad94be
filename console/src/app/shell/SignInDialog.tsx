import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { meQuery, signIn, type Me } from "@/shared/session";
import { troubleOf, type Trouble } from "@/shared/session/trouble";
import { Button, Dialog, ErrorCallout, Field, PasswordInput, TextInput } from "@/shared/ui";

/** Over the page when the session has ended: what was typed on the page stays. */
export default function SignInDialog({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation("shell");
  const queries = useQueryClient();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const before = queries.getQueryData<Me>(meQuery.queryKey)?.account.id;
    setBusy(true);
    setTrouble(null);
    try {
      const me = await signIn(queries, String(form.get("email")), String(form.get("password")));
      if (before && me.account.id !== before) globalThis.location.reload();
      onDone();
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setBusy(false);
    }
  };
  const known = queries.getQueryData<Me>(meQuery.queryKey)?.account.email ?? "";
  return (
    <Dialog
      open
      onOpenChange={() => undefined}
      dismissable={false}
      title={t("again.title")}
      description={t("again.text")}
      size="small"
      onSubmit={(event) => void submit(event)}
      footer={<Button type="submit" variant="primary" busy={isBusy}>{t("again.action")}</Button>}
    >
      <div className="space-y-4">
        {trouble && <ErrorCallout trouble={trouble} />}
        <Field label={t("again.email")}>
          <TextInput name="email" type="email" autoComplete="username" defaultValue={known} required />
        </Field>
        <Field label={t("again.password")}>
          <PasswordInput name="password" autoComplete="current-password" required />
        </Field>
      </div>
    </Dialog>
  );
}
