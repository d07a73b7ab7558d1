/** Messages and phrases, written back in the form that their author gave them. */
import { type Json, clean, isList } from "../document";
import { type Lines, linesOf, phrasesOf, strip, variationsOf } from "../states";

type Reading = (value: Json) => Lines;

/** A message of one way to say it. */
export function withLines(old: Json | undefined, lines: Lines): Json {
  const wanted = lines.map(clean);
  if (!isList(old) && old !== undefined && old !== null) {
    if (sameLines(linesOf(old), wanted)) return old;
    const [only] = wanted;
    return typeof old === "string" && wanted.length === 1 && only !== undefined ? only : wanted;
  }
  return fitted(old ?? [], wanted, linesOf);
}

/** A message of several ways to say it. */
export function withVariations(old: Json | undefined, variations: readonly Lines[]): Json {
  const said = variationsOf(old);
  const same = said.every((lines, at) => sameLines(lines, variations[at] ?? []));
  if (old !== undefined && same && said.length === variations.length) return old;
  if (!isVaried(old)) {
    const [only, ...more] = variations;
    if (only === undefined) return old === undefined ? [] : withLines(old, []);
    return more.length
      ? [withLines(listed(old), only), ...more.map((way) => way.map(clean))]
      : withLines(old, only);
  }
  const ways = old.filter((way) => linesOf(way).length > 0);
  const wanted = variations.map((way) => way.map(clean));
  const { head, tail } = common(ways, wanted, (way, lines) => sameLines(linesOf(way), lines));
  const middle = wanted.slice(head, wanted.length - tail).map((lines, index) => {
    const before = ways.length === wanted.length ? ways[head + index] : undefined;
    return withLines(before, lines);
  });
  return [...ways.slice(0, head), ...middle, ...ways.slice(ways.length - tail)];
}

/** One of the ways to say a message. */
export function withVariation(old: Json | undefined, at: number, lines: Lines): Json {
  const variations = variationsOf(old);
  if (!isVaried(old))
    return at === 0 ? withLines(old, lines) : withVariations(old, [...variations, lines]);
  return withVariations(
    old,
    at < variations.length ? variations.with(at, lines) : [...variations, lines],
  );
}

/** The example sentences of an intent. */
export function withPhrases(old: Json | undefined, phrases: Lines): Json {
  const wanted = phrases.map(clean).filter((phrase) => strip(phrase) !== "");
  if (old !== undefined && sameLines(phrasesOf(old), wanted)) return old;
  return fitted(isList(old) ? old : typeof old === "string" ? [old] : [], wanted, phrasesOf);
}

/** Whether a message is a list of lists, each of them a way to say it. */
function isVaried(value: Json | undefined): value is readonly Json[] {
  return isList(value) && value.length > 0 && value.every(isList);
}

function listed(value: Json | undefined): Json | undefined {
  return value === undefined || value === null || isList(value) ? value : [value];
}

/** A list that reads as these lines, with the old items wherever they still say the same. */
function fitted(old: readonly Json[], wanted: Lines, read: Reading): Json {
  const said = old.map((item) => read([item]));
  if (sameLines(said.flat(), wanted)) return old;
  const { items: head, lines: from } = leading(said, wanted);
  const rest = said
    .slice(head)
    .toReversed()
    .map((lines) => lines.toReversed());
  const { items: tail, lines: after } = leading(rest, wanted.slice(from).toReversed());
  return [
    ...old.slice(0, head),
    ...wanted.slice(from, wanted.length - after),
    ...old.slice(old.length - tail),
  ];
}

/** How many items say just what the lines begin with, and how many lines that is. */
function leading(said: readonly Lines[], wanted: Lines): { items: number; lines: number } {
  let lines = 0;
  let items = 0;
  for (const one of said) {
    const here = lines;
    if (!one.every((line, index) => wanted[here + index] === line)) break;
    lines += one.length;
    items += 1;
  }
  return { items, lines };
}

function common<A, B>(
  a: readonly A[],
  b: readonly B[],
  same: (a: A, b: B) => boolean,
): { head: number; tail: number } {
  const most = Math.min(a.length, b.length);
  const alike = (i: number, j: number): boolean => {
    const [left, right] = [a[i], b[j]];
    return left !== undefined && right !== undefined && same(left, right);
  };
  let head = 0;
  while (head < most && alike(head, head)) head += 1;
  let tail = 0;
  while (tail < most - head && alike(a.length - 1 - tail, b.length - 1 - tail)) tail += 1;
  return { head, tail };
}

function sameLines(a: Lines, b: Lines): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}
