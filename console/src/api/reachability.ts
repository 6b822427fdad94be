/** Whether the server answers: false from the first call that got no answer until the next that did. */

type Listener = () => void;

const listeners = new Set<Listener>();
let state: { reachable: boolean; since: Date | null; lastAnswer: Date | null } = {
  reachable: true,
  since: null,
  lastAnswer: null,
};

function announce(): void {
  for (const listener of listeners) listener();
}

export const reachability = {
  subscribe(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: () => state,
  answered(): void {
    const wasAway = !state.reachable;
    state = wasAway ? { reachable: true, since: null, lastAnswer: new Date() } : { ...state, lastAnswer: new Date() };
    if (wasAway) announce();
  },
  silent(): void {
    if (!state.reachable) return;
    state = { ...state, reachable: false, since: new Date() };
    announce();
  },
};
