// Rows of a database, as the history needs them. Each call may reject, and may never be answered at all.

export type HistoryRows = {
  /** All or nothing. Rows of other sessions go with it. */
  put(sessionId: string, rows: readonly Row[]): Promise<void>;
  /** In the order of their indexes, from `from` to `until`. */
  read(sessionId: string, from: number, until: number): Promise<unknown[]>;
  /** 0: all of them. */
  deleteAbove(sessionId: string, index: number): Promise<void>;
  /** `isLeftover` judges what is saved, null if there is nothing; its rows and itself go. */
  sweep(isLeftover: (saved: string | null) => boolean): Promise<void>;
  close(): void;
};

export type Row = { readonly index: number };

/** Rows that live as long as their page. */
export function createMemoryRows(): HistoryRows {
  let sessionOf = '';
  const rows = new Map<number, Row>();
  return {
    async put(sessionId, added) {
      if (sessionId !== sessionOf) rows.clear();
      sessionOf = sessionId;
      for (const row of added) rows.set(row.index, structuredClone(row));
    },
    async read(sessionId, from, until) {
      const found = sessionId === sessionOf ? [...rows.values()] : [];
      const wanted = found.filter(({ index }) => index >= from && index <= until);
      return structuredClone(wanted.sort((a, b) => a.index - b.index));
    },
    async deleteAbove(sessionId, last) {
      if (sessionId !== sessionOf) return;
      for (const index of [...rows.keys()]) if (index > last) rows.delete(index);
    },
    sweep: async () => {},
    close: () => {},
  };
}
