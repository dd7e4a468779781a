// Draws the widget's whole interface in one of its states, with given texts. For a page of the tests' own.

import { render } from 'preact';
// What comes late in the widget is here at once, so that no draw has to wait for it.
import '../../../frame/ui/after/rating.tsx';
import '../../../frame/ui/composer/take-files.ts';
import '../../../frame/ui/emoji/emoji-picker.tsx';
import '../../../frame/ui/talk/markdown.tsx';
import '../../../frame/ui/talk/parts.tsx';
import { galleryFiles, galleryJudge, gallerySound } from '../../../frame/gallery/parts.ts';
import { GALLERY_NOW } from '../../../frame/gallery/states.ts';
import { type AllStrings, en } from '../../../frame/locale/en.ts';
import type { SessionState } from '../../../frame/session/state.ts';
import { App } from '../../../frame/ui/app.tsx';
import { LaterPage, type LaterPageComponent } from '../../../frame/ui/later-page.tsx';
import type { RegistrationFormProps } from '../../../frame/ui/registration-form.tsx';
import { SiteForm } from '../../../frame/ui/site-form.tsx';

export const place = document.getElementById('widget') as HTMLElement;

/** Long enough for what follows a press or a draw. */
export const settled = () => new Promise((done) => setTimeout(done, 60));

let strings: AllStrings = en;
const Form = (props: RegistrationFormProps) => <SiteForm {...props} strings={strings} judge={galleryJudge} />;
const Page: LaterPageComponent = (props) => <LaterPage {...props} files={galleryFiles} sound={gallerySound} />;
const now = () => GALLERY_NOW;
const ignore = () => {};

export function draw(state: SessionState, given: AllStrings): void {
  strings = given;
  render(<App laterPage={Page} siteForm={Form} state={state} strings={given} now={now} onWish={ignore} />, place);
}

export const drawNothing = (): void => render(null, place);
