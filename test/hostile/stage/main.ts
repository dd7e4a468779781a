// What a test can ask of the page.

import { files, people } from './people.tsx';
import { names, run } from './texts.ts';

const stage = { names, run, people, files };
export type Stage = typeof stage;

Object.assign(window, { stage });
