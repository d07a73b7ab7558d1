import { Center, Loader } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ComponentType, Suspense, lazy, useEffect } from "react";
import { useDocumentTitle, useTexts } from "@/ui";
import classes from "./EditorPage.module.css";
import { EditorToolbar, type View } from "./EditorToolbar";
import { useEditing } from "./store/context";
import { TOOLBAR_TEXTS } from "./toolbarTexts";
import { useEditorKeys } from "./useEditorKeys";

const VIEWS: Record<View, ComponentType> = {
  canvas: lazy(() => import("./canvas/CanvasView").then((m) => ({ default: m.CanvasView }))),
  list: lazy(() => import("./list/ListView").then((m) => ({ default: m.ListView }))),
  code: lazy(() => import("./code/CodeView").then((m) => ({ default: m.CodeView }))),
};

/** The flow editor: one document, three views of it. */
export function EditorPage() {
  const t = useTexts(TOOLBAR_TEXTS);
  useDocumentTitle(t.title);
  useEditorKeys();
  const { store } = useEditing();
  const { view = "canvas", state } = useSearch({ from: "/shell/bots/$botId/" });
  const navigate = useNavigate({ from: "/bots/$botId" });
  useEffect(() => {
    if (state !== undefined) store.select([state]);
  }, [state, store]);
  const ViewComponent = VIEWS[view];
  return (
    <div className={classes.page}>
      <h1 className={classes.hidden}>{t.title}</h1>
      <EditorToolbar
        view={view}
        onView={(next) => void navigate({ search: (old) => ({ ...old, view: next }) })}
      />
      <div className={classes.view}>
        <Suspense
          fallback={
            <Center h="100%">
              <Loader />
            </Center>
          }
        >
          <ViewComponent />
        </Suspense>
      </div>
    </div>
  );
}
