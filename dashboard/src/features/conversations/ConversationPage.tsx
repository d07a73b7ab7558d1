/** To be written. */
export function ConversationPage() {
  return null;
}
