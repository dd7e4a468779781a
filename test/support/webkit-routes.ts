// What a journey may ask of the network between a browser and its servers, in Playwright's words: the part of them that journeys
// use. Knows addresses and patterns; knows no socket.

export type Headers = Record<string, string>;
export type Answer = { status: number; headers: Headers; body: Buffer; headerBytes: number };
export type Sizes = { responseBodySize: number; responseHeadersSize: number };
export type Asked = { url(): string; method(): string; sizes(): Promise<Sizes> };
export type Fetched = { answer: Answer; text(): Promise<string>; status(): number };
type Changes = { response?: Fetched; body?: string; contentType?: string; status?: number; headers?: Headers };

export type Route = {
  request(): Asked;
  continue(): Promise<void>;
  abort(): Promise<void>;
  fetch(other?: { url?: string }): Promise<Fetched>;
  fulfill(changes: Changes): Promise<void>;
};
export type SocketRoute = { url(): string; close(): Promise<void>; connectToServer(): SocketRoute };

export type Pattern = string | RegExp;

/** `**` is anything, `*` anything but a slash. */
function fits(pattern: Pattern, url: string): boolean {
  if (pattern instanceof RegExp) return pattern.test(url);
  const words = pattern
    .replace(/[.?+^$|()[\]{}\\]/g, '\\$&')
    .replace(/\*\*\/?|\*/g, (stars) => (stars === '*' ? '[^/]*' : '.*'));
  return new RegExp(`^${words}$`).test(url);
}

/** What is done with an address; of several that fit, the one that was given last. */
export function createRules<Given>() {
  const rules: { pattern: Pattern; act: (given: Given) => unknown }[] = [];
  return {
    add: (pattern: Pattern, act: (given: Given) => unknown) => void rules.unshift({ pattern, act }),
    find: (url: string) => rules.find(({ pattern }) => fits(pattern, url))?.act ?? null,
  };
}

/** An answer that a journey has made, or made of another. */
export function answerOf({ response, body, contentType, status, headers }: Changes): Answer {
  const old = response?.answer ?? { status: 200, headers: {}, body: Buffer.alloc(0), headerBytes: 0 };
  return {
    ...{ status: status ?? old.status, headerBytes: old.headerBytes },
    headers: { ...old.headers, ...(contentType && { 'content-type': contentType }), ...headers },
    body: body === undefined ? old.body : Buffer.from(body),
  };
}
