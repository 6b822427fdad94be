/** Parts of the frame that come after the page, long before anybody calls for them. */
const AFTER_MS = 2000;

/** Loads a part once the page has had its time; the answer calls it off. */
export function afterPage(load: () => Promise<unknown>): () => void {
  const timer = setTimeout(() => void load().catch(() => undefined), AFTER_MS);
  return () => { clearTimeout(timer); };
}
