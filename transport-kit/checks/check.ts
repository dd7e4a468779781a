// How a rule is written down: its name, and what is done to see whether it holds.

import type { TransportHarness } from '../harness.ts';
import type { Page } from '../page.ts';

export type Scene = Pick<TransportHarness, 'agent' | 'messages' | 'interrupt' | 'mend'> & {
  /** A page with a transport of its own. */
  page(): Promise<Page>;
};

export type Rule = { name: string; check(scene: Scene): Promise<void> };

export const rule = (name: string, check: Rule['check']): Rule => ({ name, check });
