// What can be done by the keyboard alone, and the switch for keys of one letter.

import { KEYS } from './keys.ts';
import { Modal } from './modal.tsx';
import { Switch } from './switch.tsx';

const IN_A_REPLY = [
  ['Enter', 'Send'],
  ['Shift + Enter', 'New line'],
  ['/', 'At the beginning: ready answers; then ↑, ↓ and Enter'],
  ['**', 'Around words: bold for the visitor; also *slanted*, `code`, lists with - and [words](address)'],
  ['Esc', 'Leave the field, so that the keys above work'],
] as const;

export type HelpDialogProps = { hasKeys: boolean; onKeys(isOn: boolean): void; onClose(): void };

export const HelpDialog = ({ hasKeys, onKeys, onClose }: HelpDialogProps) => (
  <Modal title="Keyboard" onClose={onClose}>
    <Switch isOn={hasKeys} onSwitch={onKeys}>
      Keys of one letter
    </Switch>
    <h3>Outside of fields</h3>
    <Rows rows={Object.entries(KEYS)} />
    <h3>In a reply</h3>
    <Rows rows={IN_A_REPLY} />
  </Modal>
);

const Rows = ({ rows }: { rows: readonly (readonly [string, string])[] }) => (
  <dl class="keys">
    {rows.map(([key, does]) => (
      <div key={key}>
        <dt>
          <kbd>{key}</kbd>
        </dt>
        <dd>{does}</dd>
      </div>
    ))}
  </dl>
);
