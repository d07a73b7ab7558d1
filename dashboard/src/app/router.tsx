import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  redirect,
} from "@tanstack/react-router";
import { ApiError, sessionQuery } from "@/api";
import { readSearch as readConversationSearch } from "@/features/conversations/search";
import { readSearch } from "@/features/deliveries/search";
import { readIntentSearch } from "@/features/intents/search";
import { NotFoundPage } from "./NotFoundPage";
import { Root } from "./Root";
import { Pending } from "./Pending";
import { RouteError } from "./RouteError";
import { Shell } from "./Shell";
import { queryClient } from "./queries";

const root = createRootRoute({
  component: Root,
  notFoundComponent: NotFoundPage,
  errorComponent: RouteError,
});

const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  component: lazyRouteComponent(() => import("@/features/account/SetupPage"), "SetupPage"),
});
const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    // Only an address of our own: "//elsewhere" would lead away.
    typeof search.next === "string" && /^\/(?![/\\])/.test(search.next)
      ? { next: search.next }
      : {},
  component: lazyRouteComponent(() => import("@/features/account/SignInPage"), "SignInPage"),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation/$token",
  component: lazyRouteComponent(
    () => import("@/features/account/InvitationPage"),
    "InvitationPage",
  ),
});

/** Everything that needs somebody to be signed in. */
const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  component: Shell,
  beforeLoad: async ({ location }) => {
    try {
      await queryClient.query({ ...sessionQuery, staleTime: "static" });
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 401)) throw error;
      const next = location.href === "/" ? {} : { next: location.href };
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- how the router redirects
      throw redirect({ to: "/sign-in", search: next });
    }
  },
});

const bots = createRoute({
  getParentRoute: () => shell,
  path: "/",
  component: lazyRouteComponent(() => import("@/features/bots/BotsPage"), "BotsPage"),
});
const newBot = createRoute({
  getParentRoute: () => shell,
  path: "/new",
  component: lazyRouteComponent(() => import("@/features/bots/NewBotPage"), "NewBotPage"),
});
const account = createRoute({
  getParentRoute: () => shell,
  path: "/account",
  component: lazyRouteComponent(() => import("@/features/account/AccountPage"), "AccountPage"),
});
const members = createRoute({
  getParentRoute: () => shell,
  path: "/members",
  component: lazyRouteComponent(() => import("@/features/account/MembersPage"), "MembersPage"),
});
const keys = createRoute({
  getParentRoute: () => shell,
  path: "/keys",
  component: lazyRouteComponent(() => import("@/features/account/KeysPage"), "KeysPage"),
});

/** Everything about one bot. */
const bot = createRoute({
  getParentRoute: () => shell,
  path: "/bots/$botId",
  params: {
    parse: ({ botId }) => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- how the router says so
      if (!/^\d{1,9}$/.test(botId)) throw notFound();
      return { botId: Number(botId) };
    },
    stringify: ({ botId }) => ({ botId: String(botId) }),
  },
  component: lazyRouteComponent(() => import("./BotLayout"), "BotLayout"),
});

export type EditorView = "canvas" | "list" | "code";
const VIEWS: readonly EditorView[] = ["canvas", "list", "code"];

const editor = createRoute({
  getParentRoute: () => bot,
  path: "/",
  validateSearch: (search: Record<string, unknown>): { view?: EditorView; state?: string } => {
    const view = VIEWS.find((one) => one === search.view);
    return {
      ...(view && { view }),
      ...(typeof search.state === "string" && { state: search.state }),
    };
  },
  component: lazyRouteComponent(() => import("@/features/editor/EditorPage"), "EditorPage"),
});
const intents = createRoute({
  getParentRoute: () => bot,
  path: "/intents",
  validateSearch: readIntentSearch,
  component: lazyRouteComponent(() => import("@/features/intents/IntentsPage"), "IntentsPage"),
});
const tests = createRoute({
  getParentRoute: () => bot,
  path: "/tests",
  component: lazyRouteComponent(() => import("@/features/trial/TestsPage"), "TestsPage"),
});
const versions = createRoute({
  getParentRoute: () => bot,
  path: "/versions",
  component: lazyRouteComponent(() => import("@/features/bots/VersionsPage"), "VersionsPage"),
});
const conversations = createRoute({
  getParentRoute: () => bot,
  path: "/conversations",
  validateSearch: readConversationSearch,
  component: lazyRouteComponent(
    () => import("@/features/conversations/ConversationsPage"),
    "ConversationsPage",
  ),
});
const conversation = createRoute({
  getParentRoute: () => bot,
  path: "/conversations/$chatId",
  component: lazyRouteComponent(
    () => import("@/features/conversations/ConversationPage"),
    "ConversationPage",
  ),
});
const statistics = createRoute({
  getParentRoute: () => bot,
  path: "/statistics",
  component: lazyRouteComponent(
    () => import("@/features/conversations/StatisticsPage"),
    "StatisticsPage",
  ),
});
const deliveries = createRoute({
  getParentRoute: () => bot,
  path: "/deliveries",
  validateSearch: readSearch,
  component: lazyRouteComponent(
    () => import("@/features/deliveries/DeliveriesPage"),
    "DeliveriesPage",
  ),
});
const delivery = createRoute({
  getParentRoute: () => bot,
  path: "/deliveries/$deliveryId",
  component: lazyRouteComponent(() => import("@/features/deliveries/DeliveryPage"), "DeliveryPage"),
});
const settings = createRoute({
  getParentRoute: () => bot,
  path: "/settings",
  component: lazyRouteComponent(
    () => import("@/features/settings/SettingsLayout"),
    "SettingsLayout",
  ),
});
const general = createRoute({
  getParentRoute: () => settings,
  path: "/",
  component: lazyRouteComponent(() => import("@/features/bots/GeneralSettings"), "GeneralSettings"),
});
const webhook = createRoute({
  getParentRoute: () => settings,
  path: "/webhook",
  component: lazyRouteComponent(
    () => import("@/features/settings/WebhookSettings"),
    "WebhookSettings",
  ),
});
const middleware = createRoute({
  getParentRoute: () => settings,
  path: "/middleware",
  component: lazyRouteComponent(
    () => import("@/features/settings/MiddlewareSettings"),
    "MiddlewareSettings",
  ),
});
const website = createRoute({
  getParentRoute: () => settings,
  path: "/website",
  component: lazyRouteComponent(
    () => import("@/features/settings/WebsiteSettings"),
    "WebsiteSettings",
  ),
});

const routeTree = root.addChildren([
  setup,
  signIn,
  invitation,
  shell.addChildren([
    bots,
    newBot,
    account,
    members,
    keys,
    bot.addChildren([
      editor,
      intents,
      tests,
      versions,
      conversations,
      conversation,
      statistics,
      deliveries,
      delivery,
      settings.addChildren([general, webhook, middleware, website]),
    ]),
  ]),
]);

export const router = createRouter({
  routeTree,
  defaultPreload: "intent",
  defaultPendingComponent: Pending,
  defaultPendingMs: 150,
  defaultPendingMinMs: 0,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
