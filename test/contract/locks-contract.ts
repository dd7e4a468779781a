// What locks promise, whoever gives them.

import { describe, expect, it } from 'vitest';
import type { Locks } from '../../frame/ports.ts';

export function locksContract(name: string, locks: Locks): void {
  const take = (lock: string, isTheft = false) => {
    let isHeld = false;
    let held = () => {};
    let stolen = () => {};
    const whenStolen = new Promise<void>((resolve) => {
      stolen = resolve;
    });
    const whenHeld = new Promise<void>((resolve) => {
      held = resolve;
    });
    const release = locks.hold(
      lock,
      {
        onHeld() {
          isHeld = true;
          held();
        },
        onRefused: () => {},
        onStolen() {
          isHeld = false;
          stolen();
        },
      },
      isTheft,
    );
    return { isHeld: () => isHeld, whenHeld, whenStolen, release };
  };

  describe(`locks of ${name}`, () => {
    it('are given to one after the other, in the order of asking', async () => {
      const [first, second, third] = [take('order'), take('order'), take('order')];
      await first.whenHeld;
      expect([second.isHeld(), third.isHeld()]).toEqual([false, false]);
      first.release();
      await second.whenHeld;
      expect(third.isHeld()).toBe(false);
      second.release();
      await third.whenHeld;
      third.release();
    });

    it('with different names have nothing to do with each other', async () => {
      const [one, other] = [take('one'), take('other')];
      await one.whenHeld;
      await other.whenHeld;
      one.release();
      other.release();
    });

    it('are not given to whoever has left the queue', async () => {
      const [first, second, third] = [take('left'), take('left'), take('left')];
      await first.whenHeld;
      second.release();
      first.release();
      await third.whenHeld;
      expect(second.isHeld()).toBe(false);
      third.release();
    });

    it('are taken from whoever has them by a theft, before whoever queues, and that page hears of it', async () => {
      const [first, second] = [take('theft'), take('theft')];
      await first.whenHeld;
      const thief = take('theft', true);
      await thief.whenHeld;
      await first.whenStolen;
      expect([first.isHeld(), second.isHeld()]).toEqual([false, false]);
      thief.release();
      await second.whenHeld;
      first.release();
      expect(second.isHeld()).toBe(true);
      second.release();
    });

    it('given back twice are given back once', async () => {
      const [first, second] = [take('twice'), take('twice')];
      await first.whenHeld;
      first.release();
      await second.whenHeld;
      first.release();
      const third = take('twice');
      await take('elsewhere').whenHeld;
      expect(third.isHeld()).toBe(false);
      second.release();
      await third.whenHeld;
    });
  });
}
