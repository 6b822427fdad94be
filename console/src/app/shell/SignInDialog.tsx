import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { context } from "@/api";
import { meQuery, signIn, type Me } from "@/shared/session";
import { troubleOf, type Trouble } from "@/shared/session/trouble";
import { Button, Dialog, ErrorCallout, Field, PasswordInput, TextInput } from "@/shared/ui";

/** Over the page when the session has ended: what was typed stays, and the refused calls are repeated. */
export function SignInDialog() {
  const { t } = useTranslation("shell");
  const queries = useQueryClient();
  const [resume, setResume] = useState<(() => void) | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isBusy, setBusy] = useState(false);

  useEffect(() => {
    context.signIn = () => new Promise<void>((resolve) => { setResume(() => resolve); });
    context.renewToken = async () => { await queries.fetchQuery({ ...meQuery, staleTime: 0 }); };
    return () => {
      context.signIn = null;
      context.renewToken = null;
    };
  }, [queries]);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const before = queries.getQueryData<Me>(meQuery.queryKey)?.account.id;
    setBusy(true);
    setTrouble(null);
    try {
      const me = await signIn(queries, String(form.get("email")), String(form.get("password")));
      if (before && me.account.id !== before) globalThis.location.reload();
      resume?.();
      setResume(null);
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setBusy(false);
    }
  };
  const known = queries.getQueryData<Me>(meQuery.queryKey)?.account.email ?? "";
  return (
    <Dialog
      open={resume !== null}
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
