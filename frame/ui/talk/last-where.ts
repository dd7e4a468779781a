// `findLastIndex`, which browsers of 2022 do not have.

export function lastWhere<Item>(items: readonly Item[], is: (item: Item) => unknown): number {
  for (let place = items.length - 1; place >= 0; place -= 1) {
    const item = items[place];
    if (item !== undefined && is(item)) return place;
  }
  return -1;
}
