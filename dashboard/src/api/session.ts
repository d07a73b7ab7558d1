import { queryOptions, useQuery } from "@tanstack/react-query";
import { rememberCsrfToken, send } from "./client";

/** What people may do, from least to most. */
const ROLES = ["viewer", "editor", "admin", "owner"] as const;
export type Role = (typeof ROLES)[number];

export interface Session {
  user: {
    id: number;
    username: string;
    full_name: string;
    role: Role;
    workspace_id: number;
    workspace: string;
  };
  csrf_token: string;
}

/** Who is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: fetchSession,
  staleTime: Infinity,
  retry: false,
});

/** Ask the server who is signed in; throws an `ApiError` of status 401 where nobody is. */
export async function fetchSession(): Promise<Session> {
  const response = await send(new Request("/api/v1/session"));
  const session = (await response.json()) as Session;
  rememberCsrfToken(session.csrf_token);
  return session;
}

/** Who is signed in; pages inside the shell always have somebody. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery);
  if (data === undefined) throw new Error("Nobody is signed in.");
  return data;
}

/** Whether a role may do what another one may. */
export function atLeast(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

/** Whether whoever is signed in may do what a role may: `useMay("editor")`. */
export function useMay(needed: Role): boolean {
  return atLeast(useSession().user.role, needed);
}
