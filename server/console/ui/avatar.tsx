// A visitor's initials on a colour of their own, and whether the visitor is there. Decoration: the name stands beside.

import type { SessionSummary } from '../../../protocol/agent.ts';
import { initialsOf } from './format.ts';

/** The style sheet knows this many colours. */
const HUES = 6;

const hueOf = (name: string): number => [...name].reduce((sum, char) => sum + (char.codePointAt(0) ?? 0), 0) % HUES;

export const Avatar = ({ name, presence }: { name: string; presence: SessionSummary['presence'] | null }) => (
  <span class={`avatar hue-${hueOf(name)}`} aria-hidden="true">
    {initialsOf(name)}
    {presence && <span class={`presence presence-${presence}`} />}
  </span>
);
