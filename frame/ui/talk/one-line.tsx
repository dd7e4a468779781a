// One line of the log. It is drawn again only when something in it is another: most lines never are.

import { Component } from 'preact';
import { formatsFor } from '../formats.ts';
import { Message } from '../message.tsx';
import { Sentence } from '../rich-text.tsx';
import type { Line } from './lines.ts';
import type { Tools } from './tools.ts';

type OneLineProps = { line: Line; tools: Tools };

export class OneLine extends Component<OneLineProps> {
  override shouldComponentUpdate({ line, tools }: OneLineProps): boolean {
    return tools !== this.props.tools || !isSame(line, this.props.line);
  }

  override render({ line, tools }: OneLineProps) {
    const { strings } = tools;
    switch (line.kind) {
      case 'message':
        return <Message line={line} tools={tools} />;
      case 'notice':
        return (
          <p class="notice">
            <Sentence text={strings[line.notice]} name={line.name || strings.agent} />
          </p>
        );
      case 'day':
        return <p class="notice day">{formatsFor(strings.language).day(line.at, line.today)}</p>;
      case 'new':
        return <p class="new">{strings.newLine}</p>;
    }
  }
}

/** Of two lines made from the same entries. */
function isSame(one: Line, other: Line): boolean {
  const names = Object.keys(one) as (keyof Line)[];
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
