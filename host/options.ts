// What a site hands over becomes data, copied at once, so that later changes to its object change nothing. Functions in
// options are refused for now; when they stay on the page and are called back, this is where the two part. Everything
// else about options and parameters is checked in the frame.

import type { Failure } from '../protocol/errors.ts';
import { failed, ok, type RpcResult } from '../protocol/result.ts';

/** Never throws: a getter that does, or what cannot be copied, becomes the failure, with the name of the value. */
export function splitOptions(failure: Failure, read: () => object): RpcResult<Record<string, unknown>> {
  let place = '';
  let received = 'an unreadable value';
  try {
    // Without a prototype, so that an option named __proto__ arrives as the unknown option that it is.
    const data: Record<string, unknown> = Object.create(null);
    for (const [name, value] of Object.entries(read())) {
      place = name;
      received = typeof value;
      data[name] = structuredClone(value);
    }
    return ok(data);
  } catch {
    const description = `${failure.description} ${place}: expected plain data, received ${received}`;
    return failed({ ...failure, description });
  }
}
