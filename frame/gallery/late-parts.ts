// What comes late in the widget is there before anything is drawn here, so that a scene is whole when it is drawn.

import { lazyParts } from '../ui/message.tsx';
import type { Lazy } from '../ui/talk/lazy.ts';
import { lazyMarkdown } from '../ui/talk/text.tsx';

const come = (lazy: Lazy<unknown>) => new Promise<void>((done) => void lazy.want(done));

export const lateParts = (): Promise<unknown> =>
  Promise.all([
    ...[come(lazyParts), come(lazyMarkdown)],
    import('../ui/after/rating.tsx'),
    import('../ui/composer/take-files.ts'),
    import('../ui/emoji/emoji-picker.tsx').then(({ preparePicker }) => preparePicker('en')),
  ]);
