import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { sessionQuery } from "@/api";

/** An address of our own to go on to; "//elsewhere" and "/\\elsewhere" would lead away. */
export function ownAddress(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) ? next : "/";
}

/** Goes into the dashboard once the server has set the cookie. */
export function useEnter(): (next?: string) => Promise<void> {
  const queryClient = useQueryClient();
  const { history } = useRouter();
  return async (next = "/") => {
    await queryClient.query({ ...sessionQuery, staleTime: 0 });
    history.push(next);
  };
}
