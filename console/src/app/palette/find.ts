/** What the palette offers for a text: a substring after NFKC, by either language's name. Pure. */

export interface Offer {
  id: string;
  group: string;
  title: string;
  detail?: string;
  /** Other names it is found by, as its name in the other language. */
  names: readonly string[];
  isAction: boolean;
}

const PER_GROUP = 5;

export function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase().trim();
}

/** The offers that hold the text; `>` in front leaves the actions. Names that begin with it come first. */
export function findOffers<O extends Offer>(offers: readonly O[], text: string): O[] {
  const onlyActions = text.startsWith(">");
  const wanted = folded(onlyActions ? text.slice(1) : text);
  const usable = onlyActions ? offers.filter((offer) => offer.isAction) : offers;
  if (!wanted) return [...usable];
  const ranked = usable.flatMap((offer) => {
    const rank = rankOf(offer, wanted);
    return rank === null ? [] : [{ offer, rank }];
  });
  return capped(ranked.sort((one, other) => one.rank - other.rank).map(({ offer }) => offer));
}

function rankOf(offer: Offer, wanted: string): number | null {
  const ranks = [offer.title, ...offer.names].map((name) => folded(name).indexOf(wanted)).filter((at) => at >= 0);
  return ranks.length ? Math.min(...ranks) : null;
}

function capped<O extends Offer>(offers: O[]): O[] {
  const counts = new Map<string, number>();
  return offers.filter((offer) => {
    const count = (counts.get(offer.group) ?? 0) + 1;
    counts.set(offer.group, count);
    return count <= PER_GROUP;
  });
}

/** Things of one group side by side, groups in the order of their first member. */
export function grouped<T>(things: readonly T[], groupOf: (thing: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const group = groupOf(thing);
    groups.set(group, [...(groups.get(group) ?? []), thing]);
  }
  return [...groups];
}
