/** The last five pages that were opened by the palette, in this browser and workspace. */

export interface Recent {
  path: string;
  title: string;
}

const KEPT = 5;

export function readRecent(workspaceId: string): Recent[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(`comity.recent.${workspaceId}`) ?? "[]");
    return Array.isArray(kept) ? (kept as Recent[]).slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

export function addRecent(workspaceId: string, recent: Recent): void {
  const others = readRecent(workspaceId).filter((each) => each.path !== recent.path);
  localStorage.setItem(`comity.recent.${workspaceId}`, JSON.stringify([recent, ...others].slice(0, KEPT)));
}
