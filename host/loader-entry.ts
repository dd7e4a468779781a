// Becomes chat.js. The build writes both addresses in.

import { type LinkPart, load } from './loader.ts';

load(
  document.currentScript as HTMLScriptElement,
  '%FRAME_PATH%',
  () => import(/* @vite-ignore */ `${'./%LINK_FILE%'}`) as Promise<LinkPart>,
);
