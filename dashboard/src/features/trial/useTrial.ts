import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { api, data } from "@/api";
import { botQuery } from "@/features/bots";
import { type Editing, useEditing, useEditorState } from "@/features/editor";
import { type Subject, TrialStore } from "./conversation/trial";

/** Conversations outlive the drawer: closed and opened again, it shows what was said. */
const TRIALS = new WeakMap<Editing["store"], TrialStore>();

/** The tried conversation with the bot that is open. */
export function useTrialStore(): TrialStore {
  const { botId, store } = useEditing();
  const known = TRIALS.get(store);
  if (known !== undefined) return known;
  const trial = new TrialStore(async (body) => {
    // What was just written is tried, too.
    if (body.on === "draft") await store.flush();
    const path = { bot_id: botId };
    const turn = await data(api.POST("/api/v1/bots/{bot_id}/simulate", { params: { path }, body }));
    return { turn, form: turn.version_id ?? store.get().stamp.revision };
  });
  TRIALS.set(store, trial);
  return trial;
}

export function useTrial() {
  const store = useTrialStore();
  return { store, trial: useSyncExternalStore(store.subscribe, store.get) };
}

/** Which form of the bot would answer now, and whether there is a published one at all. */
export function useForm(on: Subject): { form: string | null; published: boolean } {
  const { botId } = useEditing();
  const revision = useEditorState((state) => state.stamp.revision);
  const bot = useQuery(botQuery(botId));
  const live = bot.data?.live_version_id ?? null;
  return { form: on === "draft" ? revision : live, published: live !== null };
}
