type Keys = readonly string[];

/**
 * The order of the keys of three maps together, each key once.
 *
 * Whoever moved keys about is followed, the others' new keys come in behind what they stood
 * behind; where both moved keys, theirs is followed.
 */
export function mergeOrder(base: Keys, mine: Keys, theirs: Keys): string[] {
  const [first, second] =
    sameOrder(base, mine) || !sameOrder(base, theirs) ? [theirs, mine] : [mine, theirs];
  return withNew(first, second);
}

/** Whether the keys that both have come in the same order. */
function sameOrder(a: Keys, b: Keys): boolean {
  const inA = new Set(a);
  const inB = new Set(b);
  const left = a.filter((key) => inB.has(key));
  const right = b.filter((key) => inA.has(key));
  return left.every((key, index) => key === right[index]);
}

/** The first keys, and those that only the second have behind what they stand behind there. */
function withNew(first: Keys, second: Keys): string[] {
  const held = new Set(first);
  const behind = new Map<string | null, string[]>();
  let anchor: string | null = null;
  for (const key of second) {
    if (held.has(key)) anchor = key;
    else pushTo(behind, anchor, key);
  }
  const order = [...(behind.get(null) ?? [])];
  for (const key of first) order.push(key, ...(behind.get(key) ?? []));
  return order;
}

function pushTo(lists: Map<string | null, string[]>, at: string | null, key: string): void {
  const list = lists.get(at);
  if (list) list.push(key);
  else lists.set(at, [key]);
}
