// Whether a file may be sent at all, judged before a byte of it is: the server says what it takes.

import { explained, type Failure, FILE_KIND_REFUSED, FILE_TOO_LARGE, FILES_NOT_TAKEN } from '../../protocol/errors.ts';
import type { FileFacts } from '../../protocol/message-parts.ts';
import type { ServerLimits } from '../../protocol/server.ts';
import { isTaken } from '../../protocol/taken-types.ts';

/** null: it may. */
export function fileFault({ mediaType, sizeBytes }: FileFacts, { files }: ServerLimits): Failure | null {
  if (!files) return FILES_NOT_TAKEN;
  if (sizeBytes > files.maxBytes) {
    return explained(FILE_TOO_LARGE, `expected at most ${files.maxBytes} bytes, received ${sizeBytes}`);
  }
  return isTaken(mediaType, files.types)
    ? null
    : explained(FILE_KIND_REFUSED, `expected ${files.types.join(', ')}, received ${mediaType}`);
}
