import {
  ActionIcon,
  Button,
  CloseButton,
  FocusTrap,
  Portal,
  SegmentedControl,
  Title,
  Tooltip,
} from "@mantine/core";
import { useDisclosure, useLocalStorage, useMediaQuery } from "@mantine/hooks";
import { IconBookmarkPlus, IconLayoutSidebarRight } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { useMay } from "@/api";
import { useTexts } from "@/ui";
import { ChangedNotice } from "./ChangedNotice";
import classes from "./TrialDrawer.module.css";
import { ChannelControl } from "./channels/ChannelControl";
import type { Channel } from "./channels/shown";
import { Chat } from "./conversation/Chat";
import { Composer } from "./conversation/Composer";
import { StartControls } from "./conversation/StartControls";
import { SaveTestDialog } from "./tests/SaveTestDialog";
import { TEXTS } from "./texts";
import { Trace } from "./trace/Trace";
import { useTrial } from "./useTrial";

type View = "chat" | "details";

/** The live test beside any page of a bot: talk to it, and see what each message comes to. */
export function TrialDrawer({ botId, onClose }: { botId: number; onClose: () => void }) {
  const t = useTexts(TEXTS);
  const { store, trial } = useTrial();
  const phone = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const roomy = useMediaQuery("(min-width: 62em)", false, { getInitialValueInEffect: false });
  const [wanted, setWanted] = useLocalStorage({
    key: "kauli-trial-details",
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  const beside = roomy && wanted;
  const [view, setView] = useState<View>("chat");
  const [channel, setChannel] = useState<Channel>("web");
  const [saving, { open: save, close: saved }] = useDisclosure(false);
  const mayChange = useMay("editor");
  const heading = useId();
  useMakesWay(beside ? "wide" : "narrow");
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.defaultPrevented) onClose();
  };
  const told = trial.exchanges.some((one) => one.say !== null && one.turn !== null);
  return (
    <Portal>
      <FocusTrap active={phone}>
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes it, as any dialog */}
        <div
          role="dialog"
          aria-modal={phone}
          aria-labelledby={heading}
          className={beside ? `${classes.panel} ${classes.wide}` : classes.panel}
          onKeyDown={onKeyDown}
        >
          <div className={classes.head}>
            <div className={classes.row}>
              <Title order={2} size="h4" id={heading} className={classes.grow}>
                {t.title}
              </Title>
              {mayChange && <SaveButton small={phone} disabled={!told} onClick={save} />}
              {roomy && (
                <Tooltip label={t.beside}>
                  <ActionIcon
                    size="lg"
                    variant={beside ? "light" : "default"}
                    onClick={() => setWanted(!wanted)}
                    aria-label={t.beside}
                    aria-pressed={beside}
                  >
                    <IconLayoutSidebarRight size={18} aria-hidden />
                  </ActionIcon>
                </Tooltip>
              )}
              <CloseButton size="lg" onClick={onClose} aria-label={t.close} />
            </div>
            <StartControls />
            <ChannelControl channel={channel} onChange={setChannel} />
            {!beside && (
              <SegmentedControl
                fullWidth
                size="xs"
                aria-label={t.views}
                value={view}
                onChange={(value) => setView(value === "details" ? "details" : "chat")}
                data={[
                  { value: "chat", label: t.chat },
                  { value: "details", label: t.details },
                ]}
              />
            )}
          </div>
          <ChangedNotice />
          <div className={classes.body}>
            {(beside || view === "chat") && (
              <div className={classes.column}>
                <Chat channel={channel} />
                <Composer onSend={(text, type) => store.say(text, type)} />
              </div>
            )}
            {beside && <Trace className={classes.aside} />}
            {!beside && view === "details" && <Trace className={classes.alone} />}
          </div>
        </div>
      </FocusTrap>
      {saving && <SaveTestDialog botId={botId} onClose={saved} />}
    </Portal>
  );
}

interface SaveButtonProps {
  small: boolean;
  disabled: boolean;
  onClick: () => void;
}

function SaveButton({ small, ...props }: SaveButtonProps) {
  const t = useTexts(TEXTS);
  if (small) {
    return (
      <ActionIcon size="lg" variant="light" aria-label={t.save} {...props}>
        <IconBookmarkPlus size={18} aria-hidden />
      </ActionIcon>
    );
  }
  return (
    <Button
      size="xs"
      variant="light"
      leftSection={<IconBookmarkPlus size={16} aria-hidden />}
      {...props}
    >
      {t.save}
    </Button>
  );
}

/** Tell the page how much room the drawer takes. */
function useMakesWay(width: "wide" | "narrow"): void {
  useEffect(() => {
    document.body.dataset.trial = width;
    return () => {
      delete document.body.dataset.trial;
    };
  }, [width]);
}
