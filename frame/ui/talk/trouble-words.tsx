// Why a file did not go out, in words.

import type { Strings } from '../../locale/strings.ts';
import { Sentence } from '../rich-text.tsx';
import { sizeInWords } from '../size-in-words.ts';
import type { FileTrouble, MessageLine } from './lines.ts';

const TEXTS = {
  notTaken: 'filesNotTaken',
  large: 'fileTooLarge',
  kind: 'fileKindWrong',
  gone: 'fileUnread',
  noRoom: 'fileNoRoom',
  cutOff: 'fileCutOff',
} as const satisfies Record<FileTrouble, keyof Strings>;

type TroubleWordsProps = { line: MessageLine; strings: Strings };

export function TroubleWords({ line: { trouble, text, maxBytes }, strings }: TroubleWordsProps) {
  if (!trouble) return null;
  const most = sizeInWords(maxBytes, strings.language);
  return (
    <span class="why">
      {' '}
      <Sentence text={strings[TEXTS[trouble]].replace('{size}', () => most)} name={text} />
    </span>
  );
}
