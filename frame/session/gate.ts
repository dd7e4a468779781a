// Holds back what comes from the server while the host page is taking delivery of a session: the page has its session
// object before anything newer than the saved tail is shown.

export type Gate<Event> = {
  pass(event: Event): void;
  /** Closed until the returned function is called. */
  hold(): () => void;
  /** What is held back belongs to a way that is closed. */
  drop(): void;
};

export function createGate<Event>(deliver: (event: Event) => void): Gate<Event> {
  let held: Event[] = [];
  let holders = 0;
  return {
    pass: (event) => (holders > 0 ? void held.push(event) : deliver(event)),
    hold() {
      holders += 1;
      return () => {
        holders -= 1;
        while (holders === 0 && held.length > 0) {
          const [first] = held;
          held = held.slice(1);
          if (first !== undefined) deliver(first);
        }
      };
    },
    drop() {
      held = [];
    },
  };
}
