// One connection of a browser and the one it stands for at the server, with whatever the fault of the moment does to it.
// Counts messages; knows neither what they say nor how a fault was chosen.

import type { Socket } from 'node:net';
import { type Direction, type Fault, type Trigger, weatherOf } from './fault.ts';
import { createFrameReader } from './frames.ts';
import { createLine, DIRECTIONS } from './line.ts';
import { createMischief } from './mischief.ts';
import { type Head, readHead, type Traffic } from './request-head.ts';
import { afterHead, type Split, wholePieces } from './split.ts';

export type World = {
  target: { host: string; port: number };
  fault(): Fault | null;
  random: () => number;
  onMessage(direction: Direction): void;
  /** Counts for all connections together. */
  isDue(trigger: Trigger, direction: Direction): boolean;
  /** The fault has done something. */
  onStruck(): void;
};

export type Connection = { change(before: Fault | null): void; isOver(): boolean; destroy(): void };

export function createConnection(browser: Socket, world: World): Connection {
  let received: Buffer = Buffer.alloc(0);
  let traffic: Traffic | null = null;
  /** Its weather stays as it is for good. */
  let isForgotten = false;
  const concerns = (fault: Fault | null): boolean =>
    fault !== null && traffic !== null && (traffic !== 'other' || fault.scope === 'everything');
  const current = (): Fault | null => (concerns(world.fault()) ? world.fault() : null);
  const struck = (): void => {
    if (current()) world.onStruck();
  };
  const line = createLine(browser, struck);
  const { lanes } = line;
  const mischief = {
    up: createMischief(world.random, lanes.up.push, struck),
    down: createMischief(world.random, lanes.down.push, struck),
  };
  const split: Record<Direction, Split> = { up: wholePieces(), down: wholePieces() };

  browser.on('data', (bytes) => (traffic ? take('up', bytes) : begin(bytes)));

  function begin(bytes: Buffer): void {
    received = Buffer.concat([received, bytes]);
    const head = readHead(received);
    if (!head) return;
    traffic = head.traffic;
    const fault = current();
    if (refuses(fault)) refuse(fault);
    else goOn(head, fault);
  }

  function goOn(head: Head, fault: Fault | null): void {
    submitTo(fault);
    line.openToServer(world.target, (answer) => take('down', answer));
    if (traffic === 'socket') {
      split.up = createFrameReader();
      split.down = afterHead(lanes.down.push);
      lanes.up.push(head.bytes);
      take('up', head.rest);
    } else take('up', Buffer.concat([head.bytes, head.rest]));
  }

  const refuses = (fault: Fault | null): fault is Extract<Fault, { kind: 'unreachable' | 'refusedUpgrade' }> =>
    fault?.kind === 'unreachable' || (fault?.kind === 'refusedUpgrade' && traffic === 'socket');

  function refuse(fault: Fault): void {
    struck();
    if (fault.kind !== 'refusedUpgrade' || fault.answer === 'reset') line.reset('reset');
    else line.answer(`HTTP/1.1 ${fault.answer} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  }

  function take(direction: Direction, bytes: Buffer): void {
    for (const frame of split[direction](bytes)) {
      const fault = current();
      const isMessage = frame.isMessage && traffic !== 'other';
      if (isMessage) world.onMessage(direction);
      const strikes = fault?.kind === 'reset' || fault?.kind === 'halfClose';
      const isStruck = strikes && isMessage && world.isDue(fault.trigger, direction);
      const isSwallowed = isStruck && fault.kind === 'reset' && !fault.isDelivered;
      if (!isSwallowed) mischief[direction].take(frame, traffic === 'socket' ? fault : null);
      if (!isStruck) continue;
      struck();
      if (fault.kind === 'reset') line.reset(fault.far);
      else line.endToward(fault.toward);
      // What came after it came too late.
      return;
    }
  }

  function submitTo(fault: Fault | null): void {
    for (const direction of DIRECTIONS) {
      mischief[direction].flush();
      lanes[direction].setWeather(weatherOf(fault, direction, world.random));
      const isCut = fault?.kind === 'cut' && fault.direction === direction;
      line.breakAfter(direction, isCut ? fault.afterBytes : Number.POSITIVE_INFINITY);
    }
  }

  return {
    change(before) {
      if (isForgotten || !traffic || line.isOver()) return;
      if (before?.kind === 'blackHole' && concerns(before)) {
        if (before.afterwards === 'reset') return line.reset('reset');
        isForgotten = before.afterwards === 'forgotten';
        if (isForgotten) return;
      }
      const fault = current();
      if (!refuses(fault)) return submitTo(fault);
      struck();
      line.reset('reset');
    },
    isOver: line.isOver,
    destroy() {
      for (const direction of DIRECTIONS) mischief[direction].stop();
      line.destroy();
    },
  };
}
