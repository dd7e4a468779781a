// How the outcome of a call crosses a boundary: always as a value. Penpal would drop an error's own
// fields and send its stack trace; a WebSocket has no exceptions at all.

import type { Failure } from './errors.ts';

export type RpcResult<T> = { ok: true; value: T } | { ok: false; error: Failure };

export const ok = <T>(value: T): RpcResult<T> => ({ ok: true, value });
export const failed = (error: Failure): { ok: false; error: Failure } => ({ ok: false, error });
