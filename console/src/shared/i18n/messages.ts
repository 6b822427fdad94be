/** How i18next fills in messages. They come parsed from the build (`vite.texts.ts`), so that no parser is loaded. */
import ICU from "i18next-icu";

type Fill = (message: unknown, ...rest: unknown[]) => string;

const icu = new ICU() as InstanceType<typeof ICU> & { parse: Fill };
const fill = icu.parse.bind(icu);
// What is still a string has nothing to fill in: words, or a key without a text.
icu.parse = (message, ...rest) => (typeof message === "string" ? message : fill(message, ...rest));

export const messages: InstanceType<typeof ICU> = icu;
