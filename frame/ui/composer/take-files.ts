// From what a person picked, pasted or dropped to what can be sent: checks each file, makes pictures small, and says of
// each that stays here why. Fetched with the first file.

import type { FileLimits } from '../../../protocol/files.ts';
import { isTaken } from '../../../protocol/taken-types.ts';
import type { Wish } from '../../session/wishes.ts';
import { fitName, isPicture, kindOf, type Refusal, refusalOf, withEnding } from './file-rules.ts';
import { type PictureTools, type Prepared, shrinkPicture } from './shrink-picture.ts';

export { browserPictures } from './browser-pictures.ts';

export type ChosenFile = Extract<Wish, { type: 'filesChosen' }>['files'][number];

/** What there is to say of one file. `asItIs`: it goes out, with whatever details are in it. */
export type Remark = { name: string; what: Refusal | 'asItIs' };

export type Taken = { files: ChosenFile[]; remarks: Remark[] };

/** One after the other: a phone has no memory for ten open pictures. */
export async function takeFiles(files: readonly File[], limits: FileLimits, tools: PictureTools): Promise<Taken> {
  const taken: Taken = { files: [], remarks: [] };
  for (const file of files) {
    const name = fitName(file.name);
    const chosen = await take(file, name, limits, tools);
    if ('refusal' in chosen) taken.remarks.push({ name, what: chosen.refusal });
    else {
      taken.files.push(chosen.file);
      if (chosen.asItIs) taken.remarks.push({ name, what: 'asItIs' });
    }
  }
  return taken;
}

type Outcome = { refusal: Refusal } | { file: ChosenFile; asItIs: boolean };

async function take(file: File, name: string, limits: FileLimits, tools: PictureTools): Promise<Outcome> {
  const refusal = refusalOf(file, limits);
  if (refusal) return { refusal };
  const prepared = await prepare(file, limits, tools).catch(() => null);
  // Gone from the disk, or never to be read by this browser.
  if (!prepared) return { refusal: 'unread' };
  const { asItIs, ...facts } = prepared;
  if (facts.bytes.size > limits.maxBytes) return { refusal: 'large' };
  const isOther = facts.mediaType !== kindOf(file, limits);
  return { file: { ...facts, name: isOther ? withEnding(name, 'jpg') : name }, asItIs };
}

async function prepare(file: File, limits: FileLimits, tools: PictureTools): Promise<Prepared> {
  const mediaType = kindOf(file, limits);
  if (isPicture(mediaType)) {
    const prepared = await shrinkPicture(file, mediaType, tools);
    return isTaken(prepared.mediaType, limits.types) ? prepared : { bytes: file, mediaType, asItIs: true };
  }
  // A first byte that cannot be read: better said now than half-way.
  await file.slice(0, 1).arrayBuffer();
  return { bytes: file, mediaType, asItIs: false };
}
