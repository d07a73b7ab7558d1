import { Text } from "@mantine/core";
import type { Handle } from "@/flow/graph";
import { END, readState } from "@/flow/states";
import { useTexts } from "@/ui";
import { useDispatch, useDoc } from "../store/context";
import { ConnectControl } from "./ConnectControl";
import { PANEL_TEXTS } from "./texts";

interface ButtonTargetProps {
  state: string;
  index: number;
  title: string;
  /** What comes after the state: its choice menu may take the button for an answer. */
  next: string;
  handle: Handle | undefined;
  onSelect: (name: string) => void;
}

/** Where a button leads: to a state, to an intent, or on as an answer. */
export function ButtonTarget({ state, index, title, next, handle, onSelect }: ButtonTargetProps) {
  const t = useTexts(PANEL_TEXTS);
  const { flows } = useDoc();
  const dispatch = useDispatch();
  if (handle === undefined) return null;
  const source = { from: "button", state, index } as const;
  const { lead, target } = handle;
  const following = flows.get(next);
  const isMenu = following !== undefined && readState(following).kind === "choice";
  const idle = {
    answer: isMenu ? t.answers(next, target) : t.answerTo(next),
    intent: t.startsIntent(target),
    missing: (
      <Text size="sm" c="var(--mantine-color-error)">
        {t.buttonNowhere(target)}
      </Text>
    ),
    end: t.nobody,
    state: null,
  }[lead];
  return (
    <ConnectControl
      of={title}
      target={lead === "state" ? target : END}
      idle={idle}
      quiet
      suggested={lead === "missing" && !/^\d*$/.test(target) ? target : ""}
      onSelect={onSelect}
      onConnect={(to) => dispatch({ type: "connect", source, target: to })}
      onCreate={(made) => dispatch({ type: "create_state", ...made, from: source, after: state })}
      onDisconnect={() => dispatch({ type: "disconnect", source })}
    />
  );
}
