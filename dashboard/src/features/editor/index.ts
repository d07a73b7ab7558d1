export { EditorProvider } from "./EditorProvider";
