// What a handshake has proven, kept for a window's own later document: who opened it, for which deployment, with which
// options. Without it an address alone would be enough to be shown a site's chat. What the visitor is known by is kept with
// the chat, which forgets it at its end; not here.

import * as v from 'valibot';
import { HostState, Ticket } from '../../protocol/rpc.ts';
import type { KeyValueStore } from '../ports.ts';

const Proof = v.object({
  siteOrigin: v.string(),
  deployment: HostState.entries.deployment,
  page: HostState.entries.page,
  /** The request that brought the chat, if there was one. */
  ticket: v.nullable(Ticket),
});
export type Proof = v.InferOutput<typeof Proof>;

const KEY = 'tagalong:own-window';

const OF_THE_VISITOR = new Set(['userData', 'username', 'subject']);

function withoutVisitor(ticket: Ticket): Ticket {
  const options = Object.entries(ticket.options ?? {}).filter(([name]) => !OF_THE_VISITOR.has(name));
  return { ...ticket, options: Object.fromEntries(options) };
}

export function createProofs(store: KeyValueStore, siteOrigin: string) {
  return {
    load(): Proof | null {
      try {
        const checked = v.safeParse(Proof, JSON.parse(store.get(KEY) ?? 'null'));
        return checked.success && checked.output.siteOrigin === siteOrigin ? checked.output : null;
      } catch {
        return null;
      }
    },
    save(proof: Omit<Proof, 'siteOrigin'>): void {
      try {
        const ticket = proof.ticket && withoutVisitor(proof.ticket);
        store.set(KEY, JSON.stringify({ ...proof, ticket, siteOrigin }));
      } catch {
        // A window without storage lives as long as its document.
      }
    },
  };
}
