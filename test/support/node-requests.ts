// As much of a browser's XMLHttpRequest as a chat library of somebody else's uses, on top of Node's fetch.

export class NodeRequest {
  readyState = 0;
  status = 0;
  response: unknown = null;
  responseText = '';
  responseType = '';
  timeout = 0;
  onreadystatechange: ((this: NodeRequest, event: object) => void) | null = null;
  ontimeout: ((this: NodeRequest, event: object) => void) | null = null;
  #method = 'GET';
  #url = '';
  readonly #headers: Record<string, string> = {};
  readonly #aborted = new AbortController();

  open(method: string, url: string): void {
    this.#method = method;
    this.#url = url;
    this.#become(1);
  }
  setRequestHeader(name: string, value: string): void {
    this.#headers[name] = value;
  }
  abort(): void {
    this.#aborted.abort();
  }
  send(body?: string): void {
    void this.#run(body);
  }

  async #run(body?: string): Promise<void> {
    const limit = AbortSignal.timeout(this.timeout || 60_000);
    const signal = AbortSignal.any([this.#aborted.signal, limit]);
    try {
      const given = { method: this.#method, headers: this.#headers, signal, ...(body && { body }) };
      const answer = await fetch(this.#url, given);
      const text = await answer.text();
      this.status = answer.status;
      this.responseText = text;
      this.response = this.responseType === 'json' ? parsed(text) : text;
    } catch {
      if (limit.aborted) this.ontimeout?.call(this, {});
    }
    if (!this.#aborted.signal.aborted && !limit.aborted) this.#become(4);
  }

  #become(state: number): void {
    this.readyState = state;
    this.onreadystatechange?.call(this, {});
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
