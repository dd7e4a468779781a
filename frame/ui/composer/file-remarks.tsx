// What there is to say of files that were picked: which are looked at, which stay here and why, each by its name.

import type { FileLimits } from '../../../protocol/files.ts';
import type { Strings } from '../../locale/strings.ts';
import { formatsFor } from '../formats.ts';
import { Sentence } from '../rich-text.tsx';
import { sizeInWords } from '../size-in-words.ts';
import { MAX_FILES_AT_ONCE } from './file-rules.ts';
import { DismissIcon } from './icons.tsx';
import type { Remark } from './take-files.ts';
import type { ShownFiles } from './use-files.ts';

type FileRemarksProps = { strings: Strings; limits: FileLimits | null; files: ShownFiles; onDismiss: () => void };

const TEXTS = {
  kind: 'fileKindWrong',
  large: 'fileTooLarge',
  empty: 'fileEmpty',
  unread: 'fileUnread',
  asItIs: 'fileAsItIs',
} as const satisfies Record<Remark['what'], keyof Strings>;

export function FileRemarks({ strings, limits, files, onDismiss }: FileRemarksProps) {
  const { preparing, remarks, tooMany } = files;
  const { count } = formatsFor(strings.language);
  const isQuiet = !remarks.length && !tooMany;
  const most = sizeInWords(limits?.maxBytes ?? 0, strings.language);
  return (
    <div class="remarks">
      <p role="status" class={preparing ? 'soft' : 'unseen'}>
        {preparing > 0 && count(strings.preparingFiles, preparing)}
      </p>
      <div role="alert" class={isQuiet ? '' : 'remark'}>
        {tooMany && <p class="error">{count(strings.filesTooMany, MAX_FILES_AT_ONCE)}</p>}
        {remarks.map(({ name, what }, position) => (
          <p key={position} class={what === 'asItIs' ? 'soft' : 'error'}>
            <Sentence text={strings[TEXTS[what]].replace('{size}', () => most)} name={name} />
          </p>
        ))}
      </div>
      {!isQuiet && (
        <button
          type="button"
          class="round small"
          aria-label={strings.dismiss}
          title={strings.dismiss}
          onClick={onDismiss}
        >
          <DismissIcon />
        </button>
      )}
    </div>
  );
}
