// The link to the frame: Penpal, and the promise that every call is answered with a value. The host page's only file
// that knows Penpal. It knows nothing of tickets, sessions or the DOM.

import { connect, type Messenger } from 'penpal';
import { FRAME_UNREACHABLE } from '../protocol/errors.ts';
import { HANDSHAKE_LIMIT_MS } from '../protocol/limits.ts';
import { failed, type RpcResult } from '../protocol/result.ts';
import type { FrameMethods, HostMethods } from '../protocol/rpc.ts';

export type Link = {
  /** Waits for the handshake. Answers within twice HANDSHAKE_LIMIT_MS, also if the frame never does; never rejects. */
  call(method: keyof FrameMethods, request: object): Promise<RpcResult<unknown>>;
  close(): void;
};

type AnyCall = (request: object) => Promise<RpcResult<unknown>>;

const never = () => new Promise<never>((_, reject) => setTimeout(reject, HANDSHAKE_LIMIT_MS, {}));

/** `openMessenger` is called again when the link has to be made anew: a Penpal messenger serves one connection. */
export function openLink(openMessenger: () => Messenger, methods: HostMethods): Link {
  const shakeHands = () => {
    const { promise, destroy } = connect<FrameMethods>({
      messenger: openMessenger(),
      methods,
      timeout: HANDSHAKE_LIMIT_MS,
    });
    // Nobody may be waiting when it fails; a later call awaits it and hears of it.
    promise.catch(() => {});
    return { promise, destroy };
  };
  let connection = shakeHands();

  const call = async (method: keyof FrameMethods, request: object, again = true): Promise<RpcResult<unknown>> => {
    try {
      const frame = (await connection.promise) as Record<string, unknown>;
      return await Promise.race([(frame[method] as AnyCall)(request), never()]);
    } catch (error) {
      // Nothing was sent: a forged handshake from another script of the page has torn the port down.
      if (again && (error as { code?: unknown }).code === 'TRANSMISSION_FAILED') {
        connection.destroy();
        connection = shakeHands();
        return call(method, request, false);
      }
      return failed(FRAME_UNREACHABLE);
    }
  };
  return { call: (method, request) => call(method, request), close: () => connection.destroy() };
}
