/** To be written. */
export function EditorPage() {
  return null;
}
