// One of a list, chosen and then said. Once something else was said it is a list to be read.

import { useState } from 'preact/hooks';
import { fitToShow } from '../../../protocol/fit-to-show.ts';
import type { MessagePart } from '../../../protocol/message-parts.ts';
import { say } from './reply.ts';
import type { Tools } from './tools.ts';

type ListPart = Extract<MessagePart, { kind: 'list' }>;
type ListPickerProps = {
  part: ListPart;
  /** Of the message: several lists are several choices. */
  name: string;
  isOpen: boolean;
  tools: Tools;
};

export function ListPicker({ part: { title, items }, name, isOpen, tools }: ListPickerProps) {
  const [chosen, choose] = useState<number | null>(null);
  const heading = title ? fitToShow(title) : tools.strings.chooseOne;
  const words = (item: ListPart['items'][number]) => (
    <span dir="auto">
      {fitToShow(item.label)}
      {item.detail && <small>{fitToShow(item.detail)}</small>}
    </span>
  );
  if (!isOpen) {
    return (
      <ul class="picker" aria-label={heading}>
        {title && (
          <li class="heading" dir="auto" aria-hidden="true">
            {heading}
          </li>
        )}
        {items.map((item, place) => (
          <li key={place}>{words(item)}</li>
        ))}
      </ul>
    );
  }
  const submit = (event: Event) => {
    event.preventDefault();
    const item = chosen === null ? undefined : items[chosen];
    if (item && event.currentTarget instanceof Element) say(item, tools, event.currentTarget);
  };
  return (
    <form class="picker" onSubmit={submit}>
      <fieldset>
        <legend dir="auto">{heading}</legend>
        {items.map((item, place) => (
          <label key={place}>
            <input type="radio" name={name} checked={chosen === place} onChange={() => choose(place)} />
            {words(item)}
          </label>
        ))}
      </fieldset>
      <button type="submit" class="button main" disabled={chosen === null}>
        {tools.strings.confirmChoice}
      </button>
    </form>
  );
}
