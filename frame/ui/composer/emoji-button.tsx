// Opens the emoji picker, which comes when it is first wanted, and hands on what is picked. Esc, a press outside, and
// the focus leaving it close it.

import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Strings } from '../../locale/strings.ts';
import type { EmojiPickerProps } from '../emoji/emoji-picker.tsx';
import { isComposing } from '../is-composing.ts';
import { EmojiIcon } from './icons.tsx';

type EmojiButtonProps = { strings: Strings; onPick: (emoji: string) => void; onDone: () => void };

type Stage = 'closed' | 'loading' | 'failed' | 'open';

export function EmojiButton({ strings, onPick, onDone }: EmojiButtonProps) {
  const [stage, setStage] = useState<Stage>('closed');
  const picker = useRef<ComponentType<EmojiPickerProps> | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const isOpen = stage === 'open';

  useEffect(() => {
    if (!isOpen) return;
    const pressed = ({ target }: Event): void => {
      if (target instanceof Node && !root.current?.contains(target)) setStage('closed');
    };
    document.addEventListener('pointerdown', pressed);
    return () => document.removeEventListener('pointerdown', pressed);
  }, [isOpen]);

  const open = async (): Promise<void> => {
    setStage('loading');
    try {
      const { EmojiPicker, preparePicker } = await import('../emoji/emoji-picker.tsx');
      await preparePicker(strings.language);
      picker.current = EmojiPicker;
      setStage((now) => (now === 'loading' ? 'open' : now));
    } catch {
      setStage('failed');
    }
  };
  const leave = (): void => {
    setStage('closed');
    onDone();
  };
  const Picker = picker.current;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys come from the controls in it
    <div
      ref={root}
      class="emoji"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || stage === 'closed' || isComposing(event)) return;
        event.stopPropagation();
        leave();
      }}
      onFocusOut={({ relatedTarget }) => {
        if (isOpen && relatedTarget instanceof Node && !root.current?.contains(relatedTarget)) setStage('closed');
      }}
    >
      <button
        type="button"
        class="round"
        aria-label={strings.emoji}
        title={strings.emoji}
        aria-expanded={isOpen}
        onClick={() => (stage === 'closed' || stage === 'failed' ? void open() : leave())}
      >
        <EmojiIcon />
      </button>
      {isOpen && Picker && (
        <Picker
          strings={strings}
          onPick={(emoji, more) => {
            onPick(emoji);
            if (!more) leave();
          }}
        />
      )}
      <span role="status" class={stage === 'failed' ? 'error emoji-failed' : 'unseen'}>
        {stage === 'failed' && strings.emojiFailed}
      </span>
    </div>
  );
}
