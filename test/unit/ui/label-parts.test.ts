import { describe, expect, it } from 'vitest';
import { wrongForm } from '../../../frame/extras/form-definition.ts';
import { labelParts, wrongLinkIn } from '../../../frame/ui/label-parts.ts';

describe('a label with links in it', () => {
  it('is split into words and links', () => {
    expect(labelParts('I agree to the [notice](https://a.example/privacy), and [more](http://b.example).')).toEqual([
      { at: 0, text: 'I agree to the ', address: '' },
      { at: 15, text: 'notice', address: 'https://a.example/privacy' },
      { at: 50, text: ', and ', address: '' },
      { at: 56, text: 'more', address: 'http://b.example' },
      { at: 80, text: '.', address: '' },
    ]);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    '/privacy',
    'mailto:a@b.example',
    'vbscript:x',
  ])('stays as it was written where the link leads to no web page: %s', (address) => {
    const label = `See [this](${address})`;
    expect(labelParts(label).every((part) => part.address === '')).toBe(true);
    expect(
      labelParts(label)
        .map(({ text }) => text)
        .join(''),
    ).toBe(label);
  });

  it('is refused with the option named where the link leads to no web page', () => {
    const form = { inputs: [{ name: 'ok', label: '[x](javascript:void0)', type: 'checkbox' as const }] };
    expect(wrongLinkIn(form.inputs[0]!.label)).toBe('javascript:void0');
    expect(wrongForm(form, {})).toBe(
      'registration.inputs.0.label: expected a link to a web page, received "javascript:void0"',
    );
  });

  it('may have brackets that are no link', () => {
    expect(labelParts('Colour [red] (or blue)')).toEqual([{ at: 0, text: 'Colour [red] (or blue)', address: '' }]);
  });
});
