// What can go wrong on the way between a browser and the chat server, one shape a kind; and what a kind means for the bytes
// of one direction. Knows no sockets.

export type Direction = 'up' | 'down';

/** After so many messages in this direction, counted from the moment the fault begins, and again after each such number. */
export type Trigger = { messages: number; direction: Direction };

export type Fault = (
  | { kind: 'delay'; ms: number }
  /** Each piece takes another time; their order is kept. */
  | { kind: 'jitter'; maxMs: number }
  /** So few bytes at a time. */
  | { kind: 'drip'; bytes: number; everyMs: number }
  /** Nothing comes through, and nobody is told. `afterwards`: what becomes of the connections that were in it. */
  | { kind: 'blackHole'; directions: readonly Direction[]; afterwards: 'flow' | 'reset' | 'forgotten' }
  /** `isDelivered`: the message that triggers it still comes through. `far`: the server hears of the end, or does not. */
  | { kind: 'reset'; trigger: Trigger; isDelivered: boolean; far: 'ended' | 'silent' }
  /** One direction ends in good order, the other goes on. `toward`: the side that hears of the end. */
  | { kind: 'halfClose'; trigger: Trigger; toward: 'browser' | 'server' }
  /** Each connection breaks off after so many bytes, in the middle of whatever it is. */
  | { kind: 'cut'; afterBytes: number; direction: Direction }
  /** No WebSocket opens, and those that are open break off. */
  | { kind: 'refusedUpgrade'; answer: number | 'reset' }
  /** Chances are in [0, 1]; `lag`: at most so many messages later. Only messages of WebSockets. */
  | { kind: 'duplicate'; chance: number; lag: number }
  | { kind: 'reorder'; chance: number; lag: number }
  | { kind: 'unreachable' }
) & {
  /** Left out: what the chat itself sends and receives, and no documents or scripts. */
  scope?: 'everything';
};

/** The state of one direction: what is sent into it waits, trickles or passes. */
export type Weather = { isHeld: boolean; delayMs: () => number; drip: { bytes: number; everyMs: number } | null };

export const CLEAR: Weather = { isHeld: false, delayMs: () => 0, drip: null };

export function weatherOf(fault: Fault | null, direction: Direction, random: () => number): Weather {
  switch (fault?.kind) {
    case 'delay':
      return { ...CLEAR, delayMs: () => fault.ms };
    case 'jitter':
      return { ...CLEAR, delayMs: () => random() * fault.maxMs };
    case 'drip':
      return { ...CLEAR, drip: fault };
    case 'blackHole':
      return { ...CLEAR, isHeld: fault.directions.includes(direction) };
    default:
      return CLEAR;
  }
}
