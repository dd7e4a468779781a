// Files of the agent that the server does not have yet: how far each is, and what can be done about it.

import type { Wish } from '../console-events.ts';
import type { Chat } from '../console-state.ts';
import type { Upload } from '../upload.ts';
import { formatSize } from '../upload-rules.ts';

export const UploadList = ({ chat, onWish }: { chat: Chat; onWish(wish: Wish): void }) =>
  chat.uploads.length === 0 ? null : (
    <ul class="uploads" aria-label="Files on their way">
      {chat.uploads.map((upload) => (
        <UploadItem key={upload.fileId} sessionId={chat.summary.sessionId} upload={upload} onWish={onWish} />
      ))}
    </ul>
  );

type UploadItemProps = { sessionId: string; upload: Upload; onWish(wish: Wish): void };

const UploadItem = ({ sessionId, upload, onWish }: UploadItemProps) => {
  const { fileId, name, sizeBytes, sentBytes } = upload;
  const nameId = `upload-${fileId}`;
  return (
    <li class="upload">
      <span id={nameId} class="upload-name clip">
        <bdi>{name}</bdi>
      </span>
      {upload.status === 'failed' ? (
        <span class="upload-state delivery-failed" role="status">
          Not sent: {upload.description}
        </span>
      ) : (
        <span class="upload-state">
          <progress aria-labelledby={nameId} max={sizeBytes} value={sentBytes} />
          {formatSize(sizeBytes)}
        </span>
      )}
      {upload.status === 'failed' && upload.canRetry && (
        <button
          type="button"
          class="link-button"
          aria-describedby={nameId}
          onClick={() => onWish({ type: 'uploadRetried', sessionId, fileId })}
        >
          Try again
        </button>
      )}
      <button
        type="button"
        class="link-button"
        aria-describedby={nameId}
        onClick={() => onWish({ type: 'uploadCancelled', sessionId, fileId })}
      >
        {upload.status === 'failed' ? 'Remove' : 'Cancel'}
      </button>
    </li>
  );
};
