// What the host page has to know about options that it looks at before they cross. Free of schemas, and apart from
// limits.ts, because only few pages need it.

/** Options of the original that have no meaning here: accepted, and named in the log. */
export const IGNORED_OPTIONS: readonly string[] = ['templates', 'widgetUrl', 'stateStorage', 'source', 'cookieMaxAge'];

/** Names and texts of all options together. Far below what the frame takes in one call. */
export const MAX_OPTION_CHARS = 300_000;
