/** What a key press means (`console.md` 3.3). Pure. */

export interface Press {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  isComposing: boolean;
}

/** A shortcut's first half (`g`) waits this long for its second. */
export const SEQUENCE_MS = 1200;

const NAMED: Record<string, string> = { Escape: "Esc", " ": "Space", Delete: "Del" };

/**
 * The letter or key that counts: a typed Latin character as it is; with any other layout (Thai) the physical key.
 * Null while an input method composes.
 */
export function keyOf(press: Press): string | null {
  if (press.isComposing || press.key === "Process" || press.key === "Dead") return null;
  if (press.key.length > 1) return NAMED[press.key] ?? press.key;
  if (/^[\x20-\x7e]$/.test(press.key)) return NAMED[press.key] ?? press.key.toLowerCase();
  return physicalKey(press.code);
}

const SYMBOLS: Record<string, string> = {
  BracketLeft: "[",
  BracketRight: "]",
  Slash: "/",
  Comma: ",",
  Period: ".",
  Minus: "-",
  Equal: "=",
};

function physicalKey(code: string): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return letter.toLowerCase();
  return /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? SYMBOLS[code] ?? null;
}

/** The press in the words of 3.3: `k`, `Ctrl k`, `Ctrl Shift Enter`, `?`. ⌘ counts as Ctrl. */
export function chordOf(press: Press): string | null {
  const key = keyOf(press);
  if (key === null || ["Control", "Meta", "Alt", "Shift"].includes(key)) return null;
  if (isQuestion(press, key)) return "?";
  const isSymbol = key.length === 1 && !/[a-z0-9]/.test(key);
  const held = [
    press.ctrlKey || press.metaKey ? "Ctrl" : "",
    press.altKey ? "Alt" : "",
    press.shiftKey && !isSymbol ? "Shift" : "",
  ];
  return [...held, key].filter(Boolean).join(" ");
}

/** `?` is Shift and the slash key, also where that key types a Thai letter. */
function isQuestion(press: Press, key: string): boolean {
  if (press.ctrlKey || press.metaKey || press.altKey) return false;
  return key === "?" || (press.shiftKey && key === "/" && press.code === "Slash");
}

/** Whether a chord needs no modifier: it acts only outside text fields and can be switched off. */
export function isSingle(chord: string): boolean {
  return !/^(Ctrl|Alt) /.test(chord);
}

/** `g h` and `Ctrl K` in the spelling that `chordOf` gives. */
export function normalise(keys: string): string[] {
  const parts = keys.split(" ");
  const isChord = ["Ctrl", "Alt", "Shift"].includes(parts[0] ?? "");
  const lower = (part: string) => (part.length === 1 ? part.toLowerCase() : part);
  return isChord ? [parts.map(lower).join(" ")] : parts.map(lower);
}
