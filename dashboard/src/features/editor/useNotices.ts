import { notifications } from "@mantine/notifications";
import { useEffect } from "react";
import { useDescribe, useTexts } from "@/ui";
import { useEditing, useEditorState } from "./store/context";
import { TEXTS } from "./texts";

/** Short notices about the draft: somebody else's changes, edits that can't be made, refusals. */
export function useNotices(): void {
  const t = useTexts(TEXTS);
  const describe = useDescribe();
  const { store } = useEditing();
  const { problem, news, restored, saving, error } = useEditorState((state) => state);
  useEffect(() => {
    if (problem === null) return;
    notifications.show({ color: "orange", message: t.problems[problem.problem](problem.name) });
    store.dismissProblem();
  }, [problem, store, t]);
  useEffect(() => {
    if (news === null) return;
    notifications.show({ autoClose: 8_000, message: t.newsFrom(news.savedBy ?? t.somebody) });
    store.dismissNews();
  }, [news, store, t]);
  useEffect(() => {
    if (!restored) return;
    notifications.show({ autoClose: 8_000, message: t.restored });
    store.dismissNews();
  }, [restored, store, t]);
  useEffect(() => {
    if (saving === "refused") {
      notifications.show({
        id: "refused",
        color: "red",
        autoClose: 10_000,
        message: t.refused(describe(error)),
      });
    }
    if (saving === "gone") {
      notifications.show({ id: "gone", color: "red", autoClose: false, message: t.gone });
    }
    // A new description of the same error is no news.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [saving, error]);
}
