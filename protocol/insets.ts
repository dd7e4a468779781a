// What a device's edges and corners take of the iframe's room, as the host page measures it. A file of its own: few frames
// are ever told.

import * as v from 'valibot';

/** CSS pixels. */
const Inset = v.pipe(v.number(), v.minValue(0), v.maxValue(500));
export const Insets = v.object({ top: Inset, right: Inset, bottom: Inset, left: Inset });
export type Insets = v.InferOutput<typeof Insets>;
