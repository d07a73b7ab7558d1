import { useEffect, useState, useSyncExternalStore } from "react";
import type { BotDoc } from "@/flow/document";
import { useEditing } from "../store/context";
import { CodeController } from "./controller";
import { keepText, keptFormat, keptText } from "./kept";
import type { CodeSession } from "./session";

/** What is typed as code, in step with the draft. */
export function useCode(): { controller: CodeController; session: CodeSession } {
  const { botId, store, readOnly } = useEditing();
  const [controller] = useState(() => {
    const source = {
      doc: () => store.get().doc,
      subscribe: store.subscribe,
      replace: ({ intents, flows }: BotDoc) => {
        if (!readOnly) store.dispatch({ type: "replace_document", intents, flows }, "code");
      },
      keep: (session: CodeSession | null) => keepText(botId, session),
    };
    return new CodeController(source, readOnly ? null : keptText(botId), keptFormat());
  });
  const session = useSyncExternalStore(controller.subscribe, controller.get);
  useEffect(() => {
    const detach = controller.attach();
    const settle = () => controller.settle();
    window.addEventListener("pagehide", settle);
    return () => {
      window.removeEventListener("pagehide", settle);
      detach();
    };
  }, [controller]);
  return { controller, session };
}
