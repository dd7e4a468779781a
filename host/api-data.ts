// Plain data of the public types. Its twins with their limits are the schemas in protocol/, which need a package that a
// site does not have; test/types holds the two equal. No code.

/** What the visitor is known by: the form's values and what the site attached. At most 100 keys. */
export type UserData = Record<string, string | number | boolean | null>;

/**
 * One field of a registration form.
 *
 * @example
 * const size = { name: 'size', label: 'Shoe size', type: 'select', options: [{ value: '41', label: 'EU 41' }] };
 */
export type FormInput = {
  /** The key in the session's user data: letters, digits, `_`, `.` or `-`. */
  name: string;
  label?: string | undefined;
  type?: 'text' | 'email' | 'tel' | 'textarea' | 'select' | 'checkbox' | 'hidden' | undefined;
  id?: string | undefined;
  required?: boolean | undefined;
  /** A regular expression that the whole value must match. */
  pattern?: string | undefined;
  maxlength?: number | undefined;
  placeholder?: string | undefined;
  value?: string | boolean | undefined;
  autocomplete?: string | undefined;
  /** What a `select` offers. */
  options?: { value: string; label: string }[] | undefined;
};

/** A registration form of the site's own. */
export type FormDefinition = { inputs: FormInput[] };
