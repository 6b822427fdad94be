import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import type { FieldError } from "@/api";
import { Button, Field, PasswordInput, TextInput } from "@/shared/ui";

import { isGoodPassword } from "./password";
import { PasswordMeter } from "./PasswordMeter";
import type { SetupProgress } from "./progress";

export interface AccountValues {
  token: string;
  name: string;
  email: string;
  password: string;
}

interface AccountStepProps {
  progress: SetupProgress;
  password: string;
  /** What the server refused of this step. */
  refused: readonly FieldError[];
  /** The link that brought the person here carried the token. */
  hasToken: boolean;
  onNext: (values: AccountValues) => void;
}

/** Who runs this Comity: name, e-mail, password. */
export function AccountStep({ progress, password, refused, hasToken, onNext }: AccountStepProps) {
  const { t } = useTranslation("setup");
  const [typed, setTyped] = useState(password);
  const { register, handleSubmit, formState } = useForm<AccountValues>({
    mode: "onTouched",
    defaultValues: { token: progress.token, name: progress.name, email: progress.email, password },
  });
  const errorOf = (field: keyof AccountValues, path: string) =>
    formState.errors[field]?.message ??
    (formState.dirtyFields[field] ? undefined : refused.find((item) => item.path === path)?.message);
  return (
    <form className="space-y-4" onSubmit={(event) => void handleSubmit(onNext)(event)} noValidate>
      <h1 className="text-h2">{t("account.title")}</h1>
      {!hasToken && (
        <Field label={t("account.token")} hint={t("account.tokenHint")} error={errorOf("token", "token")}>
          <TextInput
            mono
            autoComplete="off"
            {...register("token", { required: t("account.tokenNeeded"), setValueAs: tokenOf })}
          />
        </Field>
      )}
      <Field label={t("account.name")} error={errorOf("name", "account.displayName")}>
        <TextInput autoComplete="name" autoFocus maxLength={100} {...register("name", { required: t("account.nameNeeded") })} />
      </Field>
      <Field label={t("account.email")} error={errorOf("email", "account.email")}>
        <TextInput
          type="email"
          autoComplete="username"
          {...register("email", {
            required: t("account.emailNeeded"),
            pattern: { value: /^[^@\s]+@[^@\s]+\.[^@\s]+$/, message: t("account.emailWrong") },
          })}
        />
      </Field>
      <Field label={t("account.password")} error={errorOf("password", "password")}>
        <PasswordInput
          autoComplete="new-password"
          {...register("password", {
            validate: (value) => isGoodPassword(value) || t("account.passwordWrong"),
            onChange: (event: { target: { value: string } }) => { setTyped(event.target.value); },
          })}
        />
      </Field>
      <PasswordMeter password={typed} />
      <div className="flex justify-end pt-2">
        <Button type="submit" variant="primary">{t("next")}</Button>
      </div>
    </form>
  );
}

/** The token itself, also when the whole link was pasted. */
export function tokenOf(pasted: string): string {
  const text = pasted.trim();
  return /[?&]token=([^&\s]+)/.exec(text)?.[1] ?? text;
}
