import { beforeEach, describe, expect, it } from 'vitest';
import { registering, states } from '../../../frame/gallery/states.ts';
import type { FormInput } from '../../../protocol/full-options.ts';
import { act, allByRole, byRole, click, openStage, type } from '../../support/ui-stage.tsx';

describe('the registration form', () => {
  let stage: ReturnType<typeof openStage>;
  beforeEach(() => {
    stage = openStage();
  });
  const show = (...inputs: FormInput[]) => stage.show(registering({ form: { inputs } }));
  const submit = () => click(byRole('button', 'Start chat'));
  const submitted = () => stage.wishes.filter((wish) => wish.type === 'registrationSubmitted');
  const problemOf = (field: HTMLElement) =>
    document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent;

  it('reports all values with each input, so that the form can come back', () => {
    stage.show(states.form!);
    type(byRole('textbox', 'First name'), 'Grace');
    expect(stage.wishes).toEqual([
      { type: 'registrationEdited', values: { firstname: 'Grace', lastname: '', email: '', subject: '' } },
    ]);
  });

  it('comes back with the values that were saved', () => {
    stage.show(states['form-filled']!);
    expect((byRole('textbox', 'Email') as HTMLInputElement).value).toBe('grace@example.com');
    submit();
    expect(submitted()).toHaveLength(1);
  });

  it('says what is wrong beside the field, counts it, goes to the first and loses nothing', () => {
    stage.show(states.form!);
    type(byRole('textbox', 'Last name'), 'Hopper');
    type(byRole('textbox', 'Email'), 'not an address');
    submit();
    expect(submitted()).toEqual([]);
    expect(problemOf(byRole('textbox', 'First name'))).toBe('Please fill in this field.');
    expect(problemOf(byRole('textbox', 'Email'))).toContain('name@example.com');
    expect(byRole('alert').textContent).toBe('Please check 2 fields.');
    expect(document.activeElement).toBe(byRole('textbox', 'First name'));
    expect((byRole('textbox', 'Last name') as HTMLInputElement).value).toBe('Hopper');
  });

  it('takes a complaint back as soon as it is mended', () => {
    stage.show(states.form!);
    submit();
    type(byRole('textbox', 'First name'), 'Grace');
    expect(byRole('textbox', 'First name').getAttribute('aria-invalid')).toBe('false');
    expect(problemOf(byRole('textbox', 'First name'))).toBeUndefined();
  });

  it('says nothing of mistakes before the first attempt', () => {
    stage.show(states.form!);
    expect(document.querySelectorAll('.error')).toHaveLength(0);
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

  it('honours pattern over the whole value, and forgives a pattern that is none', () => {
    show({ name: 'order', pattern: '[A-Z]{2}\\d+' }, { name: 'other', pattern: '(' });
    type(byRole('textbox', 'order'), 'xAB12');
    type(byRole('textbox', 'other'), 'anything');
    submit();
    expect(problemOf(byRole('textbox', 'order'))).toBe('This does not have the expected form.');
    expect(problemOf(byRole('textbox', 'other'))).toBeUndefined();
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

  it('reports Cancel', () => {
    stage.show(states.form!);
    click(byRole('button', 'Cancel'));
    expect(stage.wishes).toEqual([{ type: 'registrationCancelled' }]);
  });
});
