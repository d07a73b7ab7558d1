import { queryOptions } from "@tanstack/react-query";
import { api, data } from "@/api";

/** Whether the server still needs its owner. */
export const setupQuery = queryOptions({
  queryKey: ["setup"],
  queryFn: () => data(api.GET("/api/v1/setup")),
});

/** Who you are. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: () => data(api.GET("/api/v1/me")),
});

/** Where you are signed in. */
export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: () => data(api.GET("/api/v1/sessions")),
});

/** Who belongs to the workspace. */
export const membersQuery = queryOptions({
  queryKey: ["members"],
  queryFn: () => data(api.GET("/api/v1/members")),
});

/** Who is invited to it. */
export const invitationsQuery = queryOptions({
  queryKey: ["invitations"],
  queryFn: () => data(api.GET("/api/v1/invitations")),
});

/** The workspace's API keys. */
export const keysQuery = queryOptions({
  queryKey: ["keys"],
  queryFn: () => data(api.GET("/api/v1/keys")),
});

/** What an invitation is for. */
export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ["invitation", token],
    queryFn: () =>
      data(api.GET("/api/v1/invitations/by-token/{token}", { params: { path: { token } } })),
    staleTime: Infinity,
  });
