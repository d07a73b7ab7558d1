import { type KeyboardEvent, useRef } from "react";
import { type VisibleRow, typedAhead } from "./rows";

/** A pause after which typing begins a new name; milliseconds. */
const PAUSE = 700;
const PAGE = 10;

interface TreeKeys {
  rows: readonly VisibleRow[];
  /** Which row the keys are on. */
  here: number;
  go: (index: number) => void;
  choose: (index: number) => void;
  toggle: (id: string) => void;
  /** Undefined for those who may not. */
  remove: ((name: string) => void) | undefined;
}

/** The keys of a tree: arrows, Home and End, the letters of a name, Enter, Delete. */
export function useTreeKeys({ rows, here, go, choose, toggle, remove }: TreeKeys) {
  const typed = useRef({ text: "", at: 0 });
  return (event: KeyboardEvent): void => {
    const current = rows[here];
    if (current === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const { row, expanded, depth } = current;
    const typing = typed.current.text !== "" && event.timeStamp - typed.current.at < PAUSE;
    const actions: Record<string, () => void> = {
      ArrowDown: () => go(here + 1),
      ArrowUp: () => go(here - 1),
      PageDown: () => go(here + PAGE),
      PageUp: () => go(here - PAGE),
      Home: () => go(0),
      End: () => go(rows.length - 1),
      ArrowRight: () => {
        if (expanded === false) toggle(row.id);
        else if (expanded === true) go(here + 1);
      },
      ArrowLeft: () => {
        if (expanded === true) toggle(row.id);
        else
          go(
            Math.max(
              0,
              rows.slice(0, here).findLastIndex((one) => one.depth < depth),
            ),
          );
      },
      Enter: () => choose(here),
      ...(!typing && { " ": () => choose(here) }),
      ...(remove && { Delete: () => remove(row.name) }),
    };
    const action = actions[event.key];
    if (action !== undefined) action();
    else if (Array.from(event.key).length === 1) {
      typed.current = {
        text: (typing ? typed.current.text : "") + event.key,
        at: event.timeStamp,
      };
      go(typedAhead(rows, here, typed.current.text));
    } else return;
    event.preventDefault();
  };
}
