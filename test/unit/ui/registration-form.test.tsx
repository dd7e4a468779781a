import { beforeEach, describe, expect, it } from 'vitest';
import { states } from '../../../frame/gallery/states.ts';
import { byRole, click, openStage, type } from '../../support/ui-stage.tsx';

describe('the default form', () => {
  let stage: ReturnType<typeof openStage>;
  beforeEach(() => {
    stage = openStage();
  });
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

  it('says what is wrong beside the field, and how much, goes to the first and loses nothing', () => {
    stage.show(states.form!);
    type(byRole('textbox', 'Last name'), 'Hopper');
    type(byRole('textbox', 'Email'), 'not an address');
    submit();
    expect(submitted()).toEqual([]);
    expect(problemOf(byRole('textbox', 'First name'))).toBe('Please fill in this field.');
    expect(problemOf(byRole('textbox', 'Email'))).toContain('name@example.com');
    expect(byRole('alert').textContent).toContain('Please check 2 fields.');
    expect(document.activeElement).toBe(byRole('textbox', 'First name'));
    expect((byRole('textbox', 'Last name') as HTMLInputElement).value).toBe('Hopper');
  });

  it('goes to the field if only one is wrong', () => {
    stage.show(states['form-filled']!);
    type(byRole('textbox', 'Email'), 'not an address');
    submit();
    expect(byRole('alert').textContent).toBe('Please check 1 field.');
    expect(document.activeElement).toBe(byRole('textbox', 'Email'));
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

  it('reports Cancel', () => {
    stage.show(states.form!);
    click(byRole('button', 'Cancel'));
    expect(stage.wishes).toEqual([{ type: 'registrationCancelled' }]);
  });
});
