// What is known of a visitor, as small parts: the form's values and the page. All of it was written by strangers:
// shown as text, isolated in direction, and linked only where a link is safe.

import { fitToShow } from '../../../protocol/fit-to-show.ts';
import type { Page, UserData } from '../../../protocol/session.ts';
import { formatKey, safeLink } from './format.ts';

const shown = (value: UserData[string]): string => {
  if (value === true) return 'Yes';
  if (value === false) return 'No';
  return value === null ? '' : fitToShow(String(value));
};

/** The short form leaves out what the card says already. */
const SAID_ELSEWHERE = /^(first|last)[ _.-]?name$|^subject$/i;

export const UserDataTable = ({ userData, isShort = false }: { userData: UserData; isShort?: boolean }) => {
  const rows = Object.entries(userData)
    .map(([key, value]) => [key, shown(value)] as const)
    .filter(([key, text]) => text !== '' && !(isShort && SAID_ELSEWHERE.test(key)));
  if (rows.length === 0) return null;
  return (
    <dl class={isShort ? 'facts facts-short' : 'facts'}>
      {rows.map(([key, text]) => (
        <div key={key}>
          <dt>
            <bdi>{fitToShow(formatKey(key))}</bdi>
          </dt>
          <dd>
            <bdi>{text}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
};

export const PageLink = ({ page }: { page: Page }) => {
  const href = safeLink(page.url);
  const title = fitToShow(page.title).trim();
  if (page.url === '' && title === '') return null;
  return (
    <p class="page">
      {title && <bdi class="page-title">{title}</bdi>}
      {href ? (
        <a class="page-url" href={href} target="_blank" rel="noopener noreferrer">
          <bdi>{fitToShow(page.url)}</bdi>
        </a>
      ) : (
        <bdi class="page-url">{fitToShow(page.url)}</bdi>
      )}
    </p>
  );
};
