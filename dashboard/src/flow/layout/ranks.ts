/** A directed graph by the numbers of its nodes; the ways out in their order on the card. */
export type Ways = readonly (readonly number[])[];

/** The nodes that hang together, group by group, in their own order. */
export function components(ways: Ways): readonly (readonly number[])[] {
  const around: number[][] = ways.map((out) => [...out]);
  for (const [from, out] of ways.entries()) for (const to of out) around[to]?.push(from);
  const group = new Map<number, number>();
  const groups: number[][] = [];
  for (const start of ways.keys()) {
    if (group.has(start)) continue;
    const number = groups.length;
    const open = [start];
    group.set(start, number);
    for (let here = open.pop(); here !== undefined; here = open.pop()) {
      for (const next of around[here] ?? []) {
        if (group.has(next)) continue;
        group.set(next, number);
        open.push(next);
      }
    }
    groups.push([]);
  }
  for (const node of ways.keys()) groups[group.get(node) ?? 0]?.push(node);
  return groups;
}

/** Every node after those that lead to it, ways back left aside. */
export function inOrder(ways: Ways): readonly number[] {
  const entered = new Set(ways.flat());
  const roots = [...ways.keys()].filter((node) => !entered.has(node));
  const seen = new Set<number>();
  const done: number[] = [];
  for (const root of [...roots.toReversed(), ...ways.keys()]) {
    if (!seen.has(root)) walk(ways, root, seen, done);
  }
  return done.toReversed();
}

/** The column of each node: right of everything that leads to it, ways back left aside. */
export function columns(ways: Ways, order: readonly number[]): readonly number[] {
  const place = new Map(order.map((node, at) => [node, at]));
  const column = ways.map(() => 0);
  for (const node of order) {
    for (const to of ways[node] ?? []) {
      if ((place.get(to) ?? 0) <= (place.get(node) ?? 0)) continue;
      column[to] = Math.max(column[to] ?? 0, (column[node] ?? 0) + 1);
    }
  }
  return column;
}

/** Depth first; a node is done when all that it leads to is done. */
function walk(ways: Ways, root: number, seen: Set<number>, done: number[]): void {
  const open: { node: number; next: number }[] = [{ node: root, next: 0 }];
  seen.add(root);
  for (let here = open.at(-1); here !== undefined; here = open.at(-1)) {
    const out = ways[here.node] ?? [];
    // The last way out first, so that the first one comes first when the order is turned round.
    const to = out[out.length - 1 - here.next];
    here.next += 1;
    if (to === undefined) {
      done.push(here.node);
      open.pop();
    } else if (!seen.has(to)) {
      seen.add(to);
      open.push({ node: to, next: 0 });
    }
  }
}
