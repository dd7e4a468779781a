// The two sockets of a connection and the lanes between them, and the ways in which they can come to an end. Decides nothing.

import { connect, type Socket } from 'node:net';
import type { Direction } from './fault.ts';
import { createLane, type Lane } from './lane.ts';

export type Line = {
  lanes: Readonly<Record<Direction, Lane>>;
  openToServer(target: { host: string; port: number }, onAnswer: (bytes: Buffer) => void): void;
  isOver(): boolean;
  answer(text: string): void;
  /** Breaks off after so many more bytes in this direction. */
  breakAfter(direction: Direction, bytes: number): void;
  /** As a machine that went away: the browser's side at once; the server's too, or in good order, or not at all. */
  reset(far: 'reset' | 'ended' | 'silent'): void;
  /** Nothing goes to this side any more, and it is told so. What it sends still goes on. */
  endToward(side: 'browser' | 'server'): void;
  destroy(): void;
};

export const DIRECTIONS: readonly Direction[] = ['up', 'down'];

export function createLine(browser: Socket, onHindered: () => void): Line {
  let server: Socket | null = null;
  const left = { up: Number.POSITIVE_INFINITY, down: Number.POSITIVE_INFINITY };
  const sinkOf = (direction: Direction): Socket | null => (direction === 'up' ? server : browser);
  const laneOf = (direction: Direction): Lane => createLane((bytes) => deliver(direction, bytes), onHindered);
  const lanes = { up: laneOf('up'), down: laneOf('down') };

  const stop = (): void => {
    for (const direction of DIRECTIONS) lanes[direction].stop();
  };
  function deliver(direction: Direction, bytes: Buffer | 'end'): void {
    const sink = sinkOf(direction);
    if (!sink || sink.destroyed || sink.writableEnded) return;
    if (bytes === 'end') return void sink.end();
    sink.write(bytes.subarray(0, left[direction]));
    left[direction] -= bytes.length;
    if (left[direction] > 0) return;
    onHindered();
    stop();
    browser.destroySoon();
    server?.destroySoon();
  }

  const endLane = (socket: Socket, direction: Direction): void => {
    socket.on('error', () => {});
    for (const event of ['end', 'close']) socket.on(event, () => lanes[direction].push('end'));
  };
  browser.setNoDelay(true);
  endLane(browser, 'up');

  return {
    lanes,
    openToServer(target, onAnswer) {
      server = connect({ ...target, allowHalfOpen: true, noDelay: true });
      server.on('data', onAnswer);
      endLane(server, 'down');
    },
    isOver: () => browser.destroyed && (!server || server.destroyed),
    answer: (text) => void browser.end(text),
    breakAfter(direction, bytes) {
      left[direction] = bytes;
    },
    reset(far) {
      stop();
      browser.resetAndDestroy();
      if (far === 'reset') server?.resetAndDestroy();
      if (far === 'ended') server?.end();
    },
    endToward(side) {
      lanes[side === 'browser' ? 'down' : 'up'].stop();
      (side === 'browser' ? browser : server)?.end();
    },
    destroy() {
      stop();
      browser.destroy();
      server?.destroy();
    },
  };
}
