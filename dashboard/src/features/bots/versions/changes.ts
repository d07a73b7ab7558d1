import { useQueryClient } from "@tanstack/react-query";
import { useEditing } from "@/features/editor";

/** What follows when a version was published: all that shows it is read anew. */
export function usePublished(): () => Promise<void> {
  const client = useQueryClient();
  const { store } = useEditing();
  return async () => {
    await Promise.all([client.invalidateQueries({ queryKey: ["bots"] }), store.poll()]);
  };
}
