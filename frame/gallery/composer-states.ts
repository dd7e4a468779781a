// States of what this side of a conversation writes with, of forms, and of what comes after the end. Made with what the
// other states are made with.

import type { FormDefinition } from '../../protocol/full-options.ts';
import type { Active, Ended, Phase, Registering, SessionState } from '../session/state.ts';

type Makers = {
  whole: (life: Phase) => SessionState;
  talking: (over?: Partial<Active>) => Active;
  ended: (over?: Partial<Ended>) => Ended;
  registering: (over?: Partial<Registering>) => SessionState;
};

const withFiles: Active['limits'] = {
  maxMessageChars: 5_000,
  maxOfflineSeconds: 1_800,
  files: { maxBytes: 10_000_000, types: ['image/*', 'application/pdf', 'text/plain'] },
};

const consent: FormDefinition = {
  inputs: [
    { name: 'firstname', required: true },
    { name: 'email', type: 'email', required: true },
    {
      name: 'privacy',
      label: 'I have read the [privacy notice](https://shop.example/privacy) and agree to it.',
      type: 'checkbox',
      required: true,
    },
  ],
};

export const composerStates = ({ whole, talking, ended, registering }: Makers): Record<string, SessionState> => ({
  'form-consent': registering({ form: consent }),
  'composer-files': whole(talking({ limits: withFiles })),
  'composer-files-draft': whole(
    talking({ limits: withFiles, draft: 'Here is the picture that you asked for. It was taken this morning.' }),
  ),
  'ended-rating': whole(ended({ rating: 'asked' })),
  'ended-rating-sending': whole(ended({ rating: 'sending' })),
  'ended-rating-refused': whole(ended({ rating: 'refused', opinion: { score: 2, comment: 'I waited for long.' } })),
  'ended-rating-sent': whole(ended({ rating: 'sent' })),
});
