import { notifications } from "@mantine/notifications";
import { type RefObject, useCallback, useEffect } from "react";
import type { Point } from "@/flow/layout";
import { useTexts } from "@/ui";
import { useEditing } from "../store/context";
import { ACTION_TEXTS } from "./actionTexts";
import { isTyping } from "./typing";
import type { Commands } from "./useCommands";

/** Where the last copy lies for other tabs, as browsers let nobody read the clipboard unasked. */
const KEPT = "kauli-clipboard";

export interface Clipboard {
  copy(names: readonly string[]): void;
  cut(names: readonly string[]): void;
  /** Paste by a menu; by keyboard the browser hands over the text itself. */
  paste(at: Point): void;
}

interface ClipboardOptions {
  frame: RefObject<HTMLElement | null>;
  commands: Commands;
  /** Where to paste by keyboard. */
  pointer: () => Point;
}

/** Copies states and pastes them, here, in another tab or in another bot. */
export function useClipboard({ frame, commands, pointer }: ClipboardOptions): Clipboard {
  const t = useTexts(ACTION_TEXTS);
  const { store, readOnly } = useEditing();
  const copy = useCallback(
    (names: readonly string[]): string => {
      const text = commands.clip(names);
      localStorage.setItem(KEPT, text);
      notifications.show({ message: t.copied(names.length), autoClose: 2_500 });
      return text;
    },
    [commands, t],
  );
  useEffect(() => {
    const ours = (): boolean => {
      const focused = document.activeElement;
      if (isTyping(focused)) return false;
      return focused === document.body || (frame.current?.contains(focused) ?? false);
    };
    const onCopy = (event: ClipboardEvent) => {
      const { selection } = store.get();
      const marked = getSelection()?.isCollapsed === false;
      if (!ours() || marked || selection.length === 0) return;
      event.clipboardData?.setData("text/plain", copy(selection));
      event.preventDefault();
      if (event.type === "cut" && !readOnly) commands.remove(selection);
    };
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (!readOnly && ours() && commands.paste(text, pointer())) event.preventDefault();
    };
    document.addEventListener("copy", onCopy);
    document.addEventListener("cut", onCopy);
    document.addEventListener("paste", onPaste);
    return () => {
      document.removeEventListener("copy", onCopy);
      document.removeEventListener("cut", onCopy);
      document.removeEventListener("paste", onPaste);
    };
  }, [frame, store, readOnly, commands, copy, pointer]);
  return {
    copy: (names) => void write(copy(names)),
    cut: (names) => {
      void write(copy(names));
      commands.remove(names);
    },
    paste: (at) => {
      void read().then((texts) => {
        if (!texts.some((text) => commands.paste(text, at))) {
          notifications.show({ color: "orange", message: t.nothingToPaste });
        }
      });
    },
  };
}

async function write(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without leave, or without TLS, it is only kept for our own pages.
  }
}

/** What is on the clipboard, as far as the browser tells, then what was copied here last. */
async function read(): Promise<string[]> {
  const kept = localStorage.getItem(KEPT) ?? "";
  try {
    return [await navigator.clipboard.readText(), kept];
  } catch {
    return [kept];
  }
}
