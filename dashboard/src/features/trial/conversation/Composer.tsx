import { ActionIcon, Menu, Textarea } from "@mantine/core";
import { IconPaperclip, IconSend2 } from "@tabler/icons-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { useTexts } from "@/ui";
import { TEXTS } from "../texts";
import classes from "./Chat.module.css";

const TYPES = ["image", "audio", "video", "file", "location"] as const;
const LONGEST = 4_096;

/** Where the author writes as a chatter; never blocked, whatever the bot is doing. */
export function Composer({ onSend }: { onSend: (text: string, type: string) => void }) {
  const t = useTexts(TEXTS);
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const send = (type: string) => {
    if (type === "text" && text.trim() === "") return;
    onSend(text.trim(), type);
    setText("");
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send("text");
  };
  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send("text");
      }}
    >
      <Menu position="top-start">
        <Menu.Target>
          <ActionIcon size={36} variant="subtle" color="gray" aria-label={t.sendAs}>
            <IconPaperclip size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {TYPES.map((type) => (
            <Menu.Item key={type} onClick={() => send(type)}>
              {t.types[type]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Textarea
        ref={field}
        style={{ flex: 1 }}
        aria-label={t.message}
        placeholder={t.placeholder}
        autosize
        maxRows={5}
        maxLength={LONGEST}
        data-autofocus
        autoFocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <ActionIcon type="submit" size={36} aria-label={t.send}>
        <IconSend2 size={18} aria-hidden />
      </ActionIcon>
    </form>
  );
}
