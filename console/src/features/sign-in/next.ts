/** Where to go after sign-in: a page of this console, never another host. */
export function safeNext(next: unknown): string {
  if (typeof next !== "string" || !next.startsWith("/")) return "/";
  const home = "https://console.invalid";
  const url = new URL(next, home);
  return url.origin === home && !url.pathname.startsWith("/sign-in") ? url.pathname + url.search + url.hash : "/";
}
