// The link to the frame: Penpal, and the promise that every call is answered with a value. The host page's only file
// that uses Penpal. It knows nothing of tickets, sessions or the DOM.

import { connect, type Messenger } from 'penpal';
import { FRAME_UNREACHABLE } from '../protocol/beginning-errors.ts';
import { HANDSHAKE_LIMIT_MS } from '../protocol/limits.ts';
import { failed, type RpcResult } from '../protocol/result.ts';
import type { FrameMethods, HostMethods, PageMethods } from '../protocol/rpc.ts';

export type Link = {
  /** Waits for the handshake. Answers in the end, also if the frame never does; never rejects. */
  call(method: keyof FrameMethods | keyof PageMethods, request: object): Promise<RpcResult<unknown>>;
  close(): void;
};

type Remote = Record<string, (request: object) => Promise<RpcResult<unknown>>>;

/**
 * `openMessenger` is called again when the link has to be made anew: a Penpal messenger serves one connection. `isGone`:
 * the page has taken the frame away, so nobody would answer. A document that is loaded anew in the frame answers nothing
 * that the one before it was asked: such calls fail at once, and later ones wait for it.
 */
export function openLink(openMessenger: () => Messenger, isGone: () => boolean, methods: HostMethods): Link {
  const shakeHands = () => {
    const messenger = openMessenger();
    let known: string | undefined;
    messenger.addMessageHandler((message) => {
      if (message.type !== 'SYN') return;
      known ??= message.participantId;
      if (known !== message.participantId) shakeHandsAgain();
    });
    const made = connect({ messenger, methods });
    // Each call hears of a handshake that failed; without one it is nobody's unhandled rejection.
    made.promise.catch(() => {});
    return made;
  };
  let connection = shakeHands();
  const shakeHandsAgain = () => {
    connection.destroy();
    connection = shakeHands();
  };

  const call = async (method: keyof FrameMethods | keyof PageMethods, request: object): Promise<RpcResult<unknown>> => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      if (isGone()) shakeHandsAgain();
      return await Promise.race([
        connection.promise.then((frame) => (frame as unknown as Remote)[method]?.(request)) as Promise<
          RpcResult<unknown>
        >,
        new Promise<never>((_, reject) => {
          timer = setTimeout(reject, HANDSHAKE_LIMIT_MS);
        }),
      ]);
    } catch {
      return failed(FRAME_UNREACHABLE);
    } finally {
      clearTimeout(timer);
    }
  };
  return { call, close: () => connection.destroy() };
}
