/** The rules of a password as the server checks them (`accounts.md` 2.5). Pure. */

export const RULES = ["minLength", "lower", "upper", "digit", "special"] as const;
export type PasswordRule = (typeof RULES)[number];

export const MIN_LENGTH = 8;
export const MAX_LENGTH = 99;

/** Which rules a password keeps. Length counts characters after NFC, as the server does. */
export function keptRules(password: string): Record<PasswordRule, boolean> {
  const characters = [...password.normalize("NFC")];
  return {
    minLength: characters.length >= MIN_LENGTH,
    lower: characters.some((c) => /\p{Ll}/u.test(c)),
    upper: characters.some((c) => /\p{Lu}/u.test(c)),
    digit: characters.some((c) => /\p{Nd}/u.test(c)),
    special: characters.some((c) => !/[\p{L}\p{Nd}]/u.test(c)),
  };
}

export function isGoodPassword(password: string): boolean {
  return Object.values(keptRules(password)).every(Boolean) && [...password].length <= MAX_LENGTH;
}
