import { useTexts } from "@/ui";
import { useUndoNotice } from "../canvas/useUndoNotice";
import { useDispatch, useEditing } from "../store/context";
import { PANEL_TEXTS } from "./texts";

/** Deletes a state, and says so with a way to take it back. */
export function useRemove(): (name: string) => void {
  const t = useTexts(PANEL_TEXTS);
  const { store } = useEditing();
  const dispatch = useDispatch();
  const notify = useUndoNotice();
  return (name) => {
    if (!store.get().doc.flows.has(name)) return;
    if (!dispatch({ type: "delete_states", names: [name] })) return;
    store.select([]);
    notify(t.removed(name));
  };
}
