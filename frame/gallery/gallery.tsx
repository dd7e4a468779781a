// Shows one state of the interface, chosen by the address: `?state=talking&dir=rtl`; a `#typing` behind it changes to
// another state on the same page. Without a state: the list of them. For eyes and for tests; not a part of any build.

import { render } from 'preact';
import { type AllStrings, en } from '../locale/en.ts';
import type { SessionState } from '../session/state.ts';
import { App } from '../ui/app.tsx';
import { LaterPage, type LaterPageComponent } from '../ui/later-page.tsx';
import type { RegistrationFormProps } from '../ui/registration-form.tsx';
import { type Judge, SiteForm } from '../ui/site-form.tsx';
import { galleryFile, gallerySound } from './parts.ts';
import { GALLERY_NOW, states } from './states.ts';

const asked = new URL(location.href).searchParams;
const place = document.getElementById('widget');
const strings: AllStrings = { ...en, direction: asked.get('dir') === 'rtl' ? 'rtl' : 'ltr' };

const List = () => (
  <section aria-label="States" class="page">
    <h1>States of the interface</h1>
    <ul>
      {Object.keys(states).map((name) => (
        <li key={name}>
          <a href={`?state=${name}`}>{name}</a> <a href={`?state=${name}&dir=rtl`}>{`${name}, right to left`}</a>
        </li>
      ))}
    </ul>
  </section>
);

/** The site's function: finds an order number wrong, and takes for ever over any other value. */
const judge: Judge = (_mark, value) =>
  value === 'AB1' ? Promise.resolve('We have no order of this number.') : new Promise(() => {});

const Form = (props: RegistrationFormProps) => <SiteForm {...props} strings={strings} judge={judge} />;

const Page: LaterPageComponent = (props) => <LaterPage {...props} fileAddress={galleryFile} sound={gallerySound} />;

/** Wishes have no effect here beyond being looked at. */
const show = (state: SessionState) => (
  <App
    laterPage={Page}
    siteForm={Form}
    state={state}
    strings={strings}
    now={() => GALLERY_NOW}
    onWish={(wish) => dispatchEvent(new CustomEvent('wish', { detail: wish }))}
  />
);

const draw = () => {
  const chosen = states[location.hash.slice(1) || (asked.get('state') ?? '')];
  if (place) render(chosen ? show(chosen) : <List />, place);
};
addEventListener('hashchange', draw);
draw();
