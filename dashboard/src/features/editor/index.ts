export { EditorProvider } from "./EditorProvider";
export {
  type Editing,
  useDispatch,
  useDoc,
  useEditing,
  useEditorState,
  usePositions,
} from "./store/context";
