/** What the parts of forms take. */
import type { ComponentProps, ReactNode, Ref } from "react";

import type { Icon } from "./base";

/** `Field` gives its control id, aria-describedby, aria-invalid and aria-required through context: put exactly one control inside. */
export interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
  required?: boolean; // aria-required only; fields are required unless `optional`
  count?: number; // characters now
  max?: number; // counter is shown from 80 %
  hideLabel?: boolean; // label for screen readers only
  action?: ReactNode; // right of the label, e.g. a link "Forgot password"
  aside?: ReactNode; // a measure of what is typed, at the right end of the hint's row
  id?: string;
  children: ReactNode;
}
export interface TextInputProps extends Omit<ComponentProps<"input">, "size"> {
  icon?: Icon;
  suffix?: ReactNode; // unit or small button inside, right
  mono?: boolean;
  invalid?: boolean;
}
/** `type="password"` inputs with a show/hide button. */
export type PasswordInputProps = Omit<TextInputProps, "type" | "suffix">;
export interface DateInputProps extends Omit<ComponentProps<"input">, "size" | "type" | "value" | "onChange" | "className"> {
  value: string; // empty: none
  onChange: (value: string) => void;
  withTime?: boolean;
}
export interface TextAreaProps extends ComponentProps<"textarea"> {
  minRows?: number; // default 3
  maxRows?: number; // grows up to this, default 12
  mono?: boolean;
  invalid?: boolean;
}
export interface PromptVariable {
  name: string; // without braces: "user.name"
  type?: string;
  sample?: string;
}
export interface PromptEditorProps {
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  variables?: PromptVariable[]; // known ones; others are tinted as unknown. `{` opens the picker
  placeholders?: string[]; // literal marks such as "<CONTEXT>"; default ["<CONTEXT>"]
  minRows?: number;
  maxRows?: number;
  maxLength?: number;
  placeholder?: string;
  readOnly?: boolean;
  lang?: string;
  invalid?: boolean;
  ref?: Ref<HTMLTextAreaElement>;
}
export interface NumberInputProps {
  value: number | null;
  onChange: (value: number | null) => void;
  onBlur?: () => void;
  min?: number;
  max?: number;
  step?: number; // arrow keys and ▲▼ move by it
  unit?: string;
  disabled?: boolean;
  readOnly?: boolean;
  name?: string;
  label?: string; // its own name, where no Field gives one or two controls share the Field
  ref?: Ref<HTMLInputElement>;
}
export interface SliderProps {
  value: number;
  onChange: (value: number) => void;
  onCommit?: (value: number) => void; // on release
  min: number;
  max: number;
  step: number;
  label: string; // aria-label of the thumb
  format?: (value: number) => string;
  over?: ReactNode; // what stands above the track, as wide as it
  marks?: string[]; // words under the ends, left to right
  disabled?: boolean;
  withInput?: boolean; // number input beside it, default true
}
export interface Option<V extends string = string> {
  value: V;
  label: string;
  hint?: string; // second line
  icon?: Icon;
  disabled?: boolean;
  reason?: string; // why it is off
}
export interface SelectProps<V extends string = string> {
  value: V | null;
  onChange: (value: V) => void;
  options: Option<V>[];
  placeholder?: string;
  label?: string; // aria-label outside a Field
  disabled?: boolean;
  invalid?: boolean;
  onBlur?: () => void;
  prefix?: string; // muted word before the value: "Status: Live"
  compact?: boolean; // as wide as its content
}
export interface ComboboxProps<V extends string = string> {
  value: V | null;
  onChange: (value: V | null) => void;
  options: Option<V>[]; // filtered by us (substring after NFKC) unless `onSearch` is given
  onSearch?: (text: string) => void;
  loading?: boolean;
  placeholder?: string;
  label?: string;
  empty?: string; // words when nothing matches
  clearable?: boolean;
  disabled?: boolean;
  onBlur?: () => void;
}
export interface MultiSelectProps<V extends string = string> extends Omit<
  ComboboxProps<V>,
  "value" | "onChange" | "clearable"
> {
  value: V[];
  onChange: (value: V[]) => void;
  max?: number;
  onCreate?: (text: string) => void; // lets a new value be typed in
}
/** Texts that are typed in, of which none is offered. */
export type TagsInputProps = Omit<MultiSelectProps, "options" | "onCreate">;
export interface SwitchProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  label: string;
  hint?: string;
  hideLabel?: boolean;
  disabled?: boolean;
  reason?: string;
  busy?: boolean;
}
export interface CheckboxProps {
  checked: boolean | "indeterminate";
  onChange: (checked: boolean) => void;
  label: ReactNode;
  hint?: string;
  hideLabel?: boolean; // needs a string label
  disabled?: boolean;
  name?: string;
}
export interface RadioGroupProps<V extends string = string> {
  value: V | null;
  onChange: (value: V) => void;
  options: Option<V>[];
  label?: string;
  cards?: boolean; // bordered choices with hints
  disabled?: boolean;
}
export interface SegmentedProps<V extends string = string> {
  value: V;
  onChange: (value: V) => void;
  options: (Option<V> & { count?: number })[];
  label: string;
  iconsOnly?: boolean;
}
export interface SearchInputProps {
  value: string;
  onSearch: (text: string) => void; // 300 ms after typing, at once on Enter and on clear
  placeholder?: string;
  label?: string;
  shortcut?: string; // "/" focuses it from anywhere on the page, and is shown in it
  delay?: number;
  ref?: Ref<HTMLInputElement>;
}
export interface DropZoneProps {
  onFiles: (files: File[]) => void;
  accept?: string[]; // ".pdf", ".docx"
  maxBytes?: number;
  multiple?: boolean;
  title?: string;
  hint?: string;
  refusal?: (file: File) => string | null; // own check; the sentence is shown at the file
  disabled?: boolean;
}
