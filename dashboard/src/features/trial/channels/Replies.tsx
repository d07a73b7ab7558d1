import { Anchor, Button, Group, Menu, Text, VisuallyHidden } from "@mantine/core";
import { IconAlertTriangle, IconFile, IconList } from "@tabler/icons-react";
import { useTexts } from "@/ui";
import classes from "../conversation/Chat.module.css";
import { TEXTS } from "../texts";
import {
  type Channel,
  type Reply,
  type Shown,
  type ShownButton,
  type Warning,
  safeLink,
  viewOf,
} from "./shown";

interface RepliesProps {
  replies: readonly Reply[];
  channel: Channel;
  /** Whether its buttons are still on the screen to be pressed. */
  pressable: boolean;
  onPress: (id: string, title: string) => void;
}

/** The bot's answer as a channel shows it. All of it is text; nothing in it is ever run. */
export function Replies({ replies, channel, ...pressing }: RepliesProps) {
  const views = replies.map((reply) => viewOf(reply, channel));
  return views.map(({ shown, warnings }, index) => (
    // Replies have no names; their places never change.
    <div key={index} className={classes.turn}>
      {shown.map((one, place) => (
        <Reply key={place} shown={one} {...pressing} />
      ))}
      {warnings.map((warning, place) => (
        <WarningLine key={place} warning={warning} />
      ))}
    </div>
  ));
}

interface ReplyProps {
  shown: Shown;
  pressable: boolean;
  onPress: (id: string, title: string) => void;
}

function Reply({ shown, ...pressing }: ReplyProps) {
  switch (shown.kind) {
    case "text":
      return <Bubble text={shown.text} />;
    case "media":
      return shown.items.map((item, place) => (
        <Medium key={place} kind={shown.media} link={item.link} caption={item.caption} />
      ));
    case "numbered":
      return <Bubble text={[shown.text, ...shown.buttons.map(numbered)].join("\n")} />;
    case "list":
      return (
        <>
          <Bubble text={shown.text} />
          <ListButton opens={shown.opens} buttons={shown.buttons} {...pressing} />
        </>
      );
    case "buttons":
      return (
        <>
          <Bubble text={shown.text} />
          <div className={shown.place === "keyboard" ? classes.keyboard : classes.buttons}>
            {shown.buttons.map((button, place) => (
              <Button
                key={place}
                size="compact-sm"
                variant={shown.place === "keyboard" ? "light" : "outline"}
                disabled={!pressing.pressable}
                onClick={() => pressing.onPress(button.id, button.full)}
              >
                {button.title || button.id}
              </Button>
            ))}
          </div>
        </>
      );
  }
}

function numbered(button: ShownButton, index: number): string {
  return `${index + 1}. ${button.title}`;
}

function Bubble({ text }: { text: string }) {
  const t = useTexts(TEXTS);
  if (text.trim() === "") return null;
  return (
    <div className={classes.theirs}>
      <VisuallyHidden>{t.bot}: </VisuallyHidden>
      {text}
    </div>
  );
}

interface ListButtonProps {
  opens: string;
  buttons: readonly ShownButton[];
  pressable: boolean;
  onPress: (id: string, title: string) => void;
}

/** WhatsApp's list: one button that opens the rows. */
function ListButton({ opens, buttons, pressable, onPress }: ListButtonProps) {
  const t = useTexts(TEXTS);
  return (
    <div className={classes.buttons}>
      <Menu position="top" width="target" withinPortal>
        <Menu.Target>
          <Button
            size="compact-sm"
            variant="outline"
            disabled={!pressable}
            leftSection={<IconList size={16} aria-hidden />}
            miw={200}
          >
            {opens || t.choose}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {buttons.map((button, place) => (
            <Menu.Item key={place} onClick={() => onPress(button.id, button.full)}>
              {button.title || button.id}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

interface MediumProps {
  kind: string;
  link: string;
  caption: string;
}

function Medium({ kind, link, caption }: MediumProps) {
  const t = useTexts(TEXTS);
  const safe = safeLink(link);
  const name = Object.entries(t.media).find(([known]) => known === kind)?.[1] ?? kind;
  return (
    <div className={classes.theirs}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <IconFile size={18} aria-hidden style={{ flex: "none", marginTop: 2 }} />
        <div style={{ minWidth: 0 }}>
          <Text size="sm" fw={600}>
            {name}
          </Text>
          {safe === null ? (
            <>
              <Text size="xs">{link}</Text>
              <Text size="xs" c="red">
                {t.notALink}
              </Text>
            </>
          ) : (
            <Anchor size="xs" href={safe} target="_blank" rel="noopener noreferrer nofollow">
              {link}
            </Anchor>
          )}
          {caption !== "" && <Text size="sm">{caption}</Text>}
        </div>
      </Group>
    </div>
  );
}

function WarningLine({ warning }: { warning: Warning }) {
  const t = useTexts(TEXTS);
  return (
    <Group gap={6} wrap="nowrap" align="flex-start" className={classes.warning}>
      <IconAlertTriangle size={14} aria-hidden style={{ flex: "none", marginTop: 2 }} />
      <span>
        {warning.what === "cut"
          ? t.cut(warning.title, warning.most)
          : t.numbered(warning.count, warning.most)}
      </span>
    </Group>
  );
}
