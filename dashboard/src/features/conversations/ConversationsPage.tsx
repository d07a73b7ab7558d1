/** To be written. */
export function ConversationsPage() {
  return null;
}
