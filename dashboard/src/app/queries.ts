import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "@/api";

/** What was asked of the server, remembered for a while. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // A refusal stays one; a lost connection may come back.
      retry: (failures, error) =>
        failures < 2 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 500),
    },
    mutations: { retry: false },
  },
});
