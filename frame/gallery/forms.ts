// Forms of the gallery: the one that every site has, though stricter, and two of a site's own.

import type { FormDefinition } from '../../protocol/full-options.ts';

export const defaultForm: FormDefinition = {
  inputs: [
    { name: 'firstname', required: true, maxlength: 100 },
    { name: 'lastname', required: true, maxlength: 100 },
    { name: 'email', type: 'email', required: true, maxlength: 200 },
    { name: 'subject', maxlength: 200 },
  ],
};

export const everyField: FormDefinition = {
  inputs: [
    { name: 'order', label: 'Order number', pattern: '[A-Z]{2}\\d{6}', placeholder: 'AB123456', required: true },
    { name: 'phone', label: 'Telephone', type: 'tel' },
    {
      name: 'topic',
      label: 'What is it about?',
      type: 'select',
      required: true,
      options: [
        { value: 'delivery', label: 'Delivery' },
        { value: 'return', label: 'Returning something' },
      ],
    },
    { name: 'details', label: 'Tell us more', type: 'textarea', maxlength: 500 },
    {
      name: 'consent',
      label: 'I agree that this conversation is stored for 30 days as the privacy notice says.',
      type: 'checkbox',
      required: true,
    },
    { name: 'campaign', type: 'hidden', value: 'spring' },
  ],
};

export const conditions: FormDefinition = {
  inputs: [
    { name: 'firstname', required: true },
    { name: 'business', label: 'I write for a company', type: 'checkbox', value: true },
    {
      name: 'company',
      label: 'Company',
      required: true,
      autocomplete: 'organization',
      showIf: { name: 'business', equals: true },
    },
    { name: 'hidden-one', label: 'Not to be seen', showIf: { name: 'business', equals: false } },
    { name: 'order', label: 'Order number', value: 'AB1', validate: { $hook: 'registration.inputs.4.validate' } },
  ],
};
