import { useHotkeys } from "@mantine/hooks";
import { useEditing } from "./store/context";

/** Undo and redo by keyboard, wherever the focus is but in a text field, which has its own. */
export function useEditorKeys(): void {
  const { store } = useEditing();
  useHotkeys([
    ["mod+Z", () => store.undo()],
    ["mod+shift+Z", () => store.redo()],
    ["mod+Y", () => store.redo()],
  ]);
}
