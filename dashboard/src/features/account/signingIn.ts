import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { sessionQuery } from "@/api";

/** Goes into the dashboard once the server has set the cookie. */
export function useEnter(): (next?: string) => Promise<void> {
  const queryClient = useQueryClient();
  const { history } = useRouter();
  return async (next = "/") => {
    await queryClient.query({ ...sessionQuery, staleTime: 0 });
    history.push(next);
  };
}
