/** To be written. */
export function TrialDrawer({ botId }: { botId: number; onClose: () => void }) {
  return <p>{botId}</p>;
}
