// For a document that stands in no window: all of it is in view, until a test has it scrolled away.

let isInView = true;
const observers = new Set<FakeSight>();

class FakeSight {
  readonly #tell: IntersectionObserverCallback;
  constructor(tell: IntersectionObserverCallback) {
    this.#tell = tell;
  }
  observe(): void {
    observers.add(this);
    this.look();
  }
  disconnect(): void {
    observers.delete(this);
  }
  look(): void {
    this.#tell([{ intersectionRatio: isInView ? 1 : 0 } as IntersectionObserverEntry], this as never);
  }
}

export function giveSight(): void {
  globalThis.IntersectionObserver = FakeSight as never;
}

export function scrollPage(to: 'chat' | 'elsewhere'): void {
  isInView = to === 'chat';
  for (const observer of observers) observer.look();
}
