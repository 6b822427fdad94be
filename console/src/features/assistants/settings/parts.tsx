/** Fields of the draft: each names its own text, shows its refusal and saves when it is left. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Field, NumberInput, RadioGroup, Select, Switch, type Option } from "@/shared/ui";

import type { Assistant } from "../reading";
import { useDraft } from "./draft";

type FieldsOf<T> = { [K in keyof Assistant]: Assistant[K] extends T ? K : never }[keyof Assistant];

interface SectionProps {
  id: string;
  title: string;
  note?: string;
  children: ReactNode;
}

export function FormSection({ id, title, note, children }: SectionProps) {
  return (
    <section id={id} className="scroll-mt-4 space-y-4 rounded-card border border-border bg-surface p-4 lg:p-5">
      <div>
        <h2 className="text-h2">{title}</h2>
        {note && <p className="mt-1 text-dense text-muted">{note}</p>}
      </div>
      {children}
    </section>
  );
}

interface DraftFieldProps {
  name: keyof Assistant;
  optional?: boolean;
  count?: number;
  max?: number;
  action?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}

/** Label and hint by the field's name: `fields.<name>` and, where there is one, `hints.<name>`. */
export function DraftField({ name, children, ...rest }: DraftFieldProps) {
  const { t, i18n } = useTranslation("assistants");
  const { errorOf } = useDraft();
  const hint = i18n.exists(`assistants:hints.${name}`) ? t(`hints.${name}`) : undefined;
  return <Field label={t(`fields.${name}`)} hint={hint} error={errorOf(name)} {...rest}>{children}</Field>;
}

interface NumberFieldProps {
  name: FieldsOf<number>;
  min: number;
  max: number;
  step?: number;
  unit?: string;
}

export function NumberField({ name, min, max, step = 1, unit }: NumberFieldProps) {
  const { values, set, flush, mayWrite } = useDraft();
  const change = (value: number | null) => { if (value !== null) set(name, value); };
  return (
    <DraftField name={name}>
      <NumberInput value={values[name]} onChange={change} onBlur={flush} min={min} max={max} step={step} disabled={!mayWrite} {...(unit ? { unit } : {})} />
    </DraftField>
  );
}

interface ChoiceFieldProps<K extends FieldsOf<string>> {
  name: K;
  options: readonly Assistant[K][];
  /** Explained choices as radios; else a short list. */
  asRadios?: boolean;
  disabled?: Partial<Record<Assistant[K], string>>;
}

/** One of a few words: `choices.<name>.<value>` and `choices.<name>.<value>Hint`. */
export function ChoiceField<K extends FieldsOf<string>>({ name, options, asRadios, disabled }: ChoiceFieldProps<K>) {
  const { t, i18n } = useTranslation("assistants");
  const { values, set, mayWrite } = useDraft();
  const shown = options.map((value): Option<Assistant[K]> => {
    const key = `choices.${name}.${value}`;
    const reason = disabled?.[value];
    return {
      value,
      label: t(key),
      ...(i18n.exists(`assistants:${key}Hint`) ? { hint: t(`${key}Hint`) } : {}),
      ...(reason ? { disabled: true, reason } : {}),
    };
  });
  const change = (value: Assistant[K]) => { set(name, value); };
  return (
    <DraftField name={name}>
      {asRadios ? (
        <RadioGroup label={t(`fields.${name}`)} value={values[name]} onChange={change} options={shown} disabled={!mayWrite} />
      ) : (
        <Select value={values[name]} onChange={change} options={shown} disabled={!mayWrite} />
      )}
    </DraftField>
  );
}

export function SwitchField({ name }: { name: FieldsOf<boolean> }) {
  const { t, i18n } = useTranslation("assistants");
  const { values, set, mayWrite } = useDraft();
  const hint = i18n.exists(`assistants:hints.${name}`) ? t(`hints.${name}`) : undefined;
  return (
    <Switch label={t(`fields.${name}`)} {...(hint ? { hint } : {})} checked={values[name]} onChange={(value) => { set(name, value); }} disabled={!mayWrite} />
  );
}
