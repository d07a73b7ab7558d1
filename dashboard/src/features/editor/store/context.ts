import { createContext, use, useCallback, useSyncExternalStore } from "react";
import type { BotDoc } from "@/flow/document";
import type { Operation } from "@/flow/operations";
import type { EditorState, EditorStore } from "./editor";
import type { LayoutStore } from "./layout";

/** What the bot's pages share. */
export interface Editing {
  readonly botId: number;
  readonly store: EditorStore;
  readonly layout: LayoutStore;
  /** For people who may look but not change. */
  readonly readOnly: boolean;
}

export const EditingContext = createContext<Editing | null>(null);

/** The bot that is open, its draft and who may change it. */
export function useEditing(): Editing {
  const editing = use(EditingContext);
  if (editing === null) throw new Error("useEditing is for the pages of a bot.");
  return editing;
}

/** A part of the editor's state; renders again only when that part is another one. */
export function useEditorState<T>(select: (state: EditorState) => T): T {
  const { store } = useEditing();
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}

/** The draft that is being edited. */
export function useDoc(): BotDoc {
  return useEditorState((state) => state.doc);
}

/** Do an edit: `dispatch(operation, mergeKey)`; whether it could be done. */
export function useDispatch(): (operation: Operation, mergeKey?: string) => boolean {
  const { store, layout, readOnly } = useEditing();
  return useCallback(
    (operation, mergeKey) => {
      if (readOnly || !store.dispatch(operation, mergeKey)) return false;
      if (operation.type === "rename_state") layout.rename(operation.name, operation.to);
      return true;
    },
    [store, layout, readOnly],
  );
}

/** Where states are shown on the canvas. */
export function usePositions(): ReadonlyMap<string, readonly [number, number]> {
  const { layout } = useEditing();
  return useSyncExternalStore(layout.subscribe, layout.get);
}
