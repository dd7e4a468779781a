// What a test can ask of the page.

import { keptPages } from './kept.ts';
import { files, people } from './people.tsx';
import { names, run } from './texts.ts';

const stage = { names, run, people, files, keptPages };
export type Stage = typeof stage;

Object.assign(window, { stage });
