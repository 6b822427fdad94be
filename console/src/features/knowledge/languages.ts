/** Languages that a base may be told to expect; `auto` looks at each text. */
export const LANGUAGES = ["auto", "th", "en", "ja", "zh", "ko", "lo", "my", "km", "vi", "id", "ms", "de", "fr", "es", "pt", "ru", "ar", "hi"] as const;

/** The name of a language in the reader's own; the tag where the browser knows none. */
export function languageName(tag: string, reader: string): string {
  return new Intl.DisplayNames([reader], { type: "language" }).of(tag) ?? tag;
}
