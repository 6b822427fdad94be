import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/api";
import { changeLanguage, hasChosenLanguage, isLanguage } from "@/shared/i18n";
import { LanguageSelect } from "@/shared/i18n/LanguageSelect";
import { useDocumentTitle } from "@/shared/routing";
import { meQuery, signIn } from "@/shared/session";
import { troubleOf, type Trouble } from "@/shared/session/trouble";
import { Button, ErrorCallout, Field, PasswordInput, TextInput } from "@/shared/ui";

import { Gate } from "@/shared/ui/Gate";

import { safeNext } from "./next";

interface Values {
  email: string;
  password: string;
}

export default function SignInPage() {
  const { t } = useTranslation("sign-in");
  const { next } = useSearch({ strict: false }) as { next?: unknown };
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [wait, setWait] = useCountdown();
  const { register, handleSubmit, setFocus, formState } = useForm<Values>({ defaultValues: { email: "", password: "" } });
  useDocumentTitle(t("title"));
  useWayOut(safeNext(next));

  const submit = handleSubmit(async ({ email, password }) => {
    setTrouble(null);
    try {
      const me = await signIn(queries, email, password);
      const locale = me.account.locale.slice(0, 2);
      if (!hasChosenLanguage() && isLanguage(locale)) await changeLanguage(locale);
      await navigate({ href: safeNext(next), replace: true });
    } catch (error) {
      setTrouble(troubleOf(error));
      if (error instanceof ApiError && error.retryAfter) setWait(error.retryAfter);
      setFocus("password");
    }
  });

  return (
    <Gate corner={<LanguageSelect label={t("language")} />}>
      <h1 className="mb-4 text-h2">{t("title")}</h1>
      <form className="space-y-4" onSubmit={(event) => void submit(event)} noValidate>
        {trouble && <ErrorCallout trouble={trouble} />}
        <Field label={t("email")} error={formState.errors.email?.message}>
          <TextInput
            type="email"
            autoComplete="username"
            autoFocus
            {...register("email", { required: t("emailNeeded") })}
          />
        </Field>
        <Field label={t("password")} error={formState.errors.password?.message}>
          <PasswordInput autoComplete="current-password" {...register("password", { required: t("passwordNeeded") })} />
        </Field>
        <Button type="submit" variant="primary" block busy={formState.isSubmitting} disabled={wait > 0}>
          {wait > 0 ? t("wait", { seconds: wait }) : t("action")}
        </Button>
        <p className="text-caption text-subtle">{t("forgot")}</p>
      </form>
    </Gate>
  );
}

/** Who is signed in already goes on; before set-up the way is there. */
function useWayOut(next: string): void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  useEffect(() => {
    queries.fetchQuery(meQuery).then(
      () => navigate({ href: next, replace: true }),
      (error: unknown) => {
        if (error instanceof ApiError && error.code === 503550) void navigate({ to: "/setup", replace: true });
      },
    );
  }, [queries, navigate, next]);
}

/** Seconds until another try is allowed. */
function useCountdown(): [number, (seconds: number) => void] {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (left <= 0) return undefined;
    const timer = setTimeout(() => { setLeft(left - 1); }, 1000);
    return () => { clearTimeout(timer); };
  }, [left]);
  return [left, setLeft];
}
