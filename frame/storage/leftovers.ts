// Whether a saved state is of a chat that no page will go on with: nobody asked for it after its time was over. Knows
// what every version of the state says of itself, and nothing else of it.

import * as v from 'valibot';
import { LONGEST_OFFLINE_MS } from '../../protocol/saved-form.ts';

const Alive = v.object({ aliveAt: v.number() });

export function isLeftover(saved: string | null, now: number): boolean {
  try {
    const { success, output } = v.safeParse(Alive, JSON.parse(saved ?? 'null'));
    return !success || output.aliveAt < now - LONGEST_OFFLINE_MS;
  } catch {
    return true;
  }
}
