// How the chat looks and speaks under a site's options: its texts, its colours, and what draws a form of its own.

import type { Look } from '../browser-look.ts';
import { enBeginning as en } from '../locale/en-beginning.ts';
import type { BeginningStrings, FormStrings } from '../locale/strings.ts';
import type { ExtraOptions } from '../session/state.ts';
import type { RegistrationFormProps } from '../ui/registration-form.tsx';
import { SiteForm } from '../ui/site-form.tsx';
import type { createHooks } from './hooks.ts';
import { createJudge } from './judge.ts';
import type { Resolve } from './luminance.ts';
import { completeTexts } from './texts.ts';
import { lookOf } from './theme.ts';

export type Face = {
  strings: BeginningStrings & FormStrings;
  SiteForm: (props: RegistrationFormProps) => preact.JSX.Element;
};

const uiOf = (extra: ExtraOptions | null) => (typeof extra?.ui === 'object' ? extra.ui : null);

const made = (extra: ExtraOptions | null, { supports }: Look, resolve: Resolve) => ({
  extra,
  strings: completeTexts(extra?.texts ?? null, uiOf(extra)?.title),
  ...lookOf(uiOf(extra)?.theme, supports, resolve),
});

export type FaceParts = {
  resolve: Resolve;
  wearFont: (address: string | undefined) => void;
  nameFrame: (title: string) => void;
};

/** In English, and to everybody's scripts, the iframe has one name. */
const frameName = (extra: ExtraOptions | null): string => {
  const { language, title } = completeTexts(extra?.texts ?? null, undefined);
  return /^en\b/i.test(language) ? en.title : title;
};

/** To be asked at each drawing; what it gives is the same as long as the options are. */
export function createFace(
  options: () => ExtraOptions | null,
  hooks: Pick<ReturnType<typeof createHooks>, 'of'>,
  look: Look,
  { resolve, wearFont, nameFrame }: FaceParts,
): () => Face {
  const judge = createJudge(options, hooks);
  let current = made(null, look, resolve);
  let named = en.title;
  const Form = (props: RegistrationFormProps) => <SiteForm {...props} strings={current.strings} judge={judge} />;
  return () => {
    const extra = options();
    if (extra !== current.extra) {
      current = made(extra, look, resolve);
      const name = frameName(extra);
      if (name !== named) nameFrame(name);
      named = name;
    }
    look.dress(current.scheme, current.properties);
    wearFont(current.fontFile);
    look.fillWindow(extra?.place === 'window');
    return { strings: current.strings, SiteForm: Form };
  };
}
