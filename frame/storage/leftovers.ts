// Whether something saved is of chats that no page has any use for: nobody asked for it after its time was over. Of a
// state it knows what every version says of itself, of ends that are still to be told when they were.

import * as v from 'valibot';
import { OwedLeaves, owedIn } from '../../protocol/owed-leaves.ts';
import { LONGEST_OFFLINE_MS } from '../../protocol/saved-form.ts';

const Alive = v.object({ aliveAt: v.number() });

export function isLeftover(saved: string | null, now: number): boolean {
  const isOld = (at: number): boolean => at < now - LONGEST_OFFLINE_MS;
  try {
    const value = JSON.parse(saved ?? 'null');
    const owed = v.safeParse(OwedLeaves, value);
    if (owed.success) return owedIn(owed.output).every(({ owedAt }) => isOld(owedAt));
    const { success, output } = v.safeParse(Alive, value);
    return !success || isOld(output.aliveAt);
  } catch {
    return true;
  }
}
