import { beforeEach, describe, expect, it } from 'vitest';
import { registering, states } from '../../../frame/gallery/states.ts';
import { en } from '../../../frame/locale/en.ts';
import type { FieldValue } from '../../../frame/ui/site-form-rules.ts';
import type { FormInput } from '../../../protocol/full-options.ts';
import { settled } from '../../support/frame-fakes.ts';
import { act, allByRole, byRole, click, openStage, type } from '../../support/ui-stage.tsx';

describe('a form of the site’s own', () => {
  let stage: ReturnType<typeof openStage>;
  /** Questions to the site's functions: the values, and how to answer. */
  let asked: { value: FieldValue; values: object; answer: (wrong: string | null) => void }[];
  beforeEach(() => {
    asked = [];
    stage = openStage(
      en,
      (_mark, value, values) => new Promise((resolve) => void asked.push({ value, values, answer: resolve })),
    );
  });
  const show = (...inputs: FormInput[]) => stage.show(registering({ form: { inputs } }));
  const submit = () => click(byRole('button', 'Start chat'));
  const submitted = () => stage.wishes.filter((wish) => wish.type === 'registrationSubmitted');
  const problemOf = (field: HTMLElement) =>
    document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent;
  const tick = (name: string, checked = true) =>
    act(() => {
      const box = byRole('checkbox', name) as HTMLInputElement;
      box.checked = checked;
      box.dispatchEvent(new Event('change', { bubbles: true }));
    });
  /** The site's function answers, and the form shows what follows. */
  const answer = async (position: number, wrong: string | null) => {
    asked[position]?.answer(wrong);
    await settled();
    act(() => {});
  };

  it('lists several mistakes, gives the list the focus, and leads from it to each field', () => {
    show({ name: 'first', label: 'First', required: true }, { name: 'second', label: 'Second', required: true });
    submit();
    expect(byRole('alert').textContent).toContain('Please check 2 fields.');
    expect(allByRole('link').map(({ textContent }) => textContent)).toEqual(['First', 'Second']);
    expect(byRole('alert').contains(document.activeElement)).toBe(true);
    const before = location.hash;
    click(byRole('link', 'Second'));
    expect(document.activeElement).toBe(byRole('textbox', 'Second'));
    expect(location.hash).toBe(before);
  });

  it('does not take a required box for ticked', () => {
    show({ name: 'consent', label: 'I agree', type: 'checkbox', required: true });
    submit();
    expect(submitted()).toEqual([]);
    expect(problemOf(byRole('checkbox', 'I agree'))).toBe('Please tick this box to go on.');
    act(() => {
      const box = byRole('checkbox', 'I agree') as HTMLInputElement;
      box.checked = true;
      box.dispatchEvent(new Event('change', { bubbles: true }));
    });
    submit();
    expect(submitted()).toEqual([{ type: 'registrationSubmitted', values: { consent: true } }]);
  });

  it('wants the whole value to match a pattern', () => {
    show({ name: 'order', pattern: '[A-Z]{2}\\d+' });
    type(byRole('textbox', 'order'), 'xAB12');
    submit();
    expect(problemOf(byRole('textbox', 'order'))).toBe('This does not have the expected form.');
    type(byRole('textbox', 'order'), 'AB12');
    submit();
    expect(submitted()).toHaveLength(1);
  });

  it('honours maxlength for values that came another way', () => {
    stage.show(
      registering({ form: { inputs: [{ name: 'nick', maxlength: 3 }] }, values: { nick: 'too long for it' } }),
    );
    submit();
    expect(problemOf(byRole('textbox', 'nick'))).toBe('At most 3 characters, please.');
  });

  it('keeps hidden fields out of sight and hands them on, whatever was saved', () => {
    const inputs: FormInput[] = [{ name: 'campaign', type: 'hidden', value: 'spring' }, { name: 'nick' }];
    stage.show(registering({ form: { inputs }, values: { campaign: 'forged' } }));
    submit();
    expect(allByRole('textbox')).toHaveLength(1);
    expect(submitted()).toEqual([{ type: 'registrationSubmitted', values: { campaign: 'spring', nick: '' } }]);
  });

  it('draws every kind of field under its label', () => {
    stage.show(states['form-every-field']!);
    byRole('textbox', 'Order number');
    byRole('textbox', 'Telephone');
    byRole('textbox', 'Tell us more');
    byRole('combobox', 'What is it about?');
    byRole('checkbox');
  });

  it('survives field names that objects already have', () => {
    show({ name: '__proto__' }, { name: 'constructor' });
    type(byRole('textbox', '__proto__'), 'x');
    submit();
    expect(Object.entries((submitted()[0] as { values: object }).values)).toEqual([
      ['__proto__', 'x'],
      ['constructor', ''],
    ]);
  });

  it('shows a field only while its condition holds, and neither checks nor sends it otherwise', () => {
    show(
      { name: 'business', label: 'For business', type: 'checkbox' },
      { name: 'company', label: 'Company', required: true, showIf: { name: 'business', equals: true } },
      { name: 'vat', label: 'VAT id', required: true, showIf: { name: 'company', equals: 'Acme' } },
    );
    expect(allByRole('textbox')).toHaveLength(0);
    tick('For business');
    type(byRole('textbox', 'Company'), 'Acme');
    type(byRole('textbox', 'VAT id'), 'X1');
    tick('For business', false);
    expect(allByRole('textbox')).toHaveLength(0);
    submit();
    expect(submitted()).toEqual([{ type: 'registrationSubmitted', values: { business: false } }]);
  });

  it('keeps what was typed into a field while its condition does not hold', () => {
    show(
      { name: 'business', label: 'For business', type: 'checkbox', value: true },
      { name: 'company', label: 'Company', showIf: { name: 'business', equals: true } },
    );
    type(byRole('textbox', 'Company'), 'Acme');
    tick('For business', false);
    tick('For business');
    expect((byRole('textbox', 'Company') as HTMLInputElement).value).toBe('Acme');
  });

  describe('with a function of the site that judges a field', () => {
    const order: FormInput = { name: 'order', label: 'Order', required: true, validate: { $hook: 'v' } };
    const status = () => byRole('status').textContent;

    it('asks only once the field’s own rules are content, with the value and what else counts', () => {
      show(order, { name: 'mail', label: 'Mail', showIf: { name: 'order', equals: 'none' } });
      submit();
      expect(asked).toEqual([]);
      type(byRole('textbox', 'Order'), 'A1');
      submit();
      expect(asked).toMatchObject([{ value: 'A1', values: { order: 'A1' } }]);
    });

    it('says that it is checking, and submits once when nothing is wrong', async () => {
      show(order);
      type(byRole('textbox', 'Order'), 'A1');
      submit();
      submit();
      expect(status()).toBe(en.checking);
      expect(asked).toHaveLength(1);
      expect(submitted()).toEqual([]);
      await answer(0, null);
      submit();
      expect(submitted()).toEqual([{ type: 'registrationSubmitted', values: { order: 'A1' } }]);
      expect(asked).toHaveLength(1);
    });

    it('shows its words beside the field, goes there, and takes them back when the field is changed', async () => {
      show({ name: 'nick', label: 'Nick' }, order);
      type(byRole('textbox', 'Order'), 'A1');
      submit();
      await answer(0, 'No such order.');
      const field = byRole('textbox', 'Order');
      expect(problemOf(field)).toBe('No such order.');
      expect(field.getAttribute('aria-invalid')).toBe('true');
      expect(document.activeElement).toBe(field);
      expect(byRole('alert').textContent).toBe('Please check 1 field.');
      expect(submitted()).toEqual([]);
      type(field, 'A2');
      expect(problemOf(field)).toBeUndefined();
    });

    it('has default words for an answer without any', async () => {
      show(order);
      type(byRole('textbox', 'Order'), 'A1');
      submit();
      await answer(0, '');
      expect(problemOf(byRole('textbox', 'Order'))).toBe(en.formatWrong);
    });

    it('stays usable while it is checking: a change makes the answer worthless', async () => {
      show(order);
      type(byRole('textbox', 'Order'), 'A1');
      submit();
      type(byRole('textbox', 'Order'), 'A2');
      expect(status()).toBe(en.registrationIntro);
      await answer(0, null);
      expect(submitted()).toEqual([]);
      submit();
      expect(asked[1]).toMatchObject({ value: 'A2' });
      await answer(1, null);
      expect(submitted()).toEqual([{ type: 'registrationSubmitted', values: { order: 'A2' } }]);
    });

    it('submits nothing once the form is gone', async () => {
      show(order);
      type(byRole('textbox', 'Order'), 'A1');
      submit();
      stage.live({ phase: 'idle' });
      await answer(0, null);
      expect(submitted()).toEqual([]);
    });
  });
});
