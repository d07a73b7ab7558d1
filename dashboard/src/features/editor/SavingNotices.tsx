import { ConflictDialog } from "./ConflictDialog";
import { useNotices } from "./useNotices";

/** Says what happens to the draft, on whichever page of the bot somebody is. */
export function SavingNotices() {
  useNotices();
  return <ConflictDialog />;
}
