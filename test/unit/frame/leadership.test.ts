// Which role a tab plays: locks that are given, kept, refused or silent, and leaders that answer or do not.

import { describe, expect, it } from 'vitest';
import type { Locks } from '../../../frame/ports.ts';
import {
  ANSWER_LIMIT_MS,
  ASK_EVERY_MS,
  createLeadership,
  MAX_THEFTS,
  type Role,
  THEFT_LIMIT_MS,
} from '../../../frame/tabs/leadership.ts';
import { createPresence } from '../../../frame/tabs/presence.ts';
import { createFakeClock, createFakeLocks, NO_LOCKS, settled } from '../../support/frame-fakes.ts';

const SILENT_LOCKS: Locks = { hold: () => () => {} };

function openTabs(locks: Locks = createFakeLocks(queueMicrotask)) {
  const clock = createFakeClock();
  const openTab = (isAlone = () => false) => {
    const roles: Role[] = [];
    const presence = createPresence(locks, clock, 'chat');
    presence.follow(true);
    let asked = 0;
    const leadership = createLeadership({
      ...{ presence, clock, isAlone },
      ask: () => {
        asked += 1;
      },
      onRole: (role) => roles.push(role),
    });
    return { roles, presence, leadership, asked: () => asked };
  };
  return { clock, openTab };
}

describe('a tab', () => {
  it('leads when it has the lock, follows who answers, and leads when that one is gone', async () => {
    const { openTab } = openTabs();
    const [one, other] = [openTab(), openTab()];
    await settled();
    other.leadership.answered();
    expect([one.roles, other.roles]).toEqual([['leader'], ['follower']]);
    one.presence.follow(false);
    await settled();
    expect(other.roles).toEqual(['follower', 'leader']);
  });

  it('asks again and again whether its leader is there, and takes the lead from one that is silent', async () => {
    const { clock, openTab } = openTabs();
    const [one, other] = [openTab(), openTab()];
    await settled();
    for (let round = 1; round <= 5; round += 1) {
      other.leadership.answered();
      await clock.advance(ASK_EVERY_MS);
      expect(other.asked()).toBe(1 + round);
    }
    await clock.advance(ANSWER_LIMIT_MS);
    expect(other.roles).toEqual(['follower', 'leader']);
    expect(one.roles).toEqual(['leader', 'follower']);
  });

  it('does not rob its leader when it has slept itself', async () => {
    const { clock, openTab } = openTabs();
    const [, other] = [openTab(), openTab()];
    await settled();
    other.leadership.answered();
    await clock.advance(ASK_EVERY_MS);
    clock.set(clock.now() + 3_600_000);
    await clock.advance(1);
    expect(other.roles).toEqual(['follower']);
    expect(other.asked()).toBe(3);
  });

  it('hears at once that its lock was taken, and does nothing as a leader from then on', async () => {
    const { openTab } = openTabs();
    const [one, other] = [openTab(), openTab()];
    await settled();
    const before = one.asked();
    other.presence.seize();
    await settled();
    expect(one.roles).toEqual(['leader', 'follower']);
    expect(one.asked()).toBe(before + 1);
  });

  it('is solo where there are no locks, where locks are silent, and where there is nothing to share', async () => {
    const { openTab } = openTabs(NO_LOCKS);
    expect(openTab().roles).toEqual(['solo']);
    expect(openTabs().openTab(() => true).roles).toEqual(['solo']);

    const silent = openTabs(SILENT_LOCKS);
    const tab = silent.openTab();
    await silent.clock.advance(ANSWER_LIMIT_MS + THEFT_LIMIT_MS);
    expect(tab.roles).toEqual(['solo']);
    tab.leadership.judge();
    await silent.clock.advance(60_000);
    expect(tab.asked()).toBe(1);
  });

  it('stops robbing a tab that it never hears: both go on alone', async () => {
    const { clock, openTab } = openTabs();
    const [one, other] = [openTab(), openTab()];
    await clock.advance(4 * MAX_THEFTS * (ANSWER_LIMIT_MS + THEFT_LIMIT_MS));
    const asked = one.asked() + other.asked();
    expect([one.roles.at(-1), other.roles.at(-1)]).toContain('solo');
    await clock.advance(60_000);
    expect(one.asked() + other.asked()).toBe(asked);
  });

  it('plays no role any more when it is stopped', async () => {
    const { clock, openTab } = openTabs();
    const [one, other] = [openTab(), openTab()];
    await settled();
    other.leadership.stop();
    one.presence.follow(false);
    await clock.advance(60_000);
    expect(other.roles).toEqual([]);
  });
});
