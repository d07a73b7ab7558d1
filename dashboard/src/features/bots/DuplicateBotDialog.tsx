import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { problemOf } from "@/api";
import { ErrorNotice, defineTexts, useTexts } from "@/ui";
import { duplicate } from "./duplicate";

const TEXTS = defineTexts({
  en: {
    title: "Duplicate the bot",
    about:
      "The copy has the intents, the flow and all settings. It begins as a draft and has no webhook address, so that it sends nothing to the receiver of the first.",
    name: "Name of the copy",
    copyOf: (name: string) => `Copy of ${name}`,
    make: "Duplicate",
    cancel: "Cancel",
    done: (name: string) => `Made ${name}.`,
  },
  sw: {
    title: "Nakili bot",
    about:
      "Nakala ina nia, mtiririko na mipangilio yote. Inaanza kama rasimu na haina anwani ya webhook, ili isitume chochote kwa mpokeaji wa bot ya kwanza.",
    name: "Jina la nakala",
    copyOf: (name: string) => `Nakala ya ${name}`,
    make: "Nakili",
    cancel: "Ghairi",
    done: (name: string) => `${name} imetengenezwa.`,
  },
});

interface DuplicateBotDialogProps {
  bot: { id: number; name: string };
  onClose: () => void;
}

/** Makes a copy of a bot under another name. */
export function DuplicateBotDialog({ bot, onClose }: DuplicateBotDialogProps) {
  const t = useTexts(TEXTS);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState(() => t.copyOf(bot.name));
  const make = useMutation({
    mutationFn: () => duplicate(bot.id, name.trim()),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: ["bots", "list"] });
      notifications.show({ message: t.done(made.name) });
      onClose();
      await navigate({ to: "/bots/$botId", params: { botId: made.id } });
    },
  });
  const wrong = problemOf(make.error, "name");
  return (
    <Modal opened onClose={onClose} title={t.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <Stack>
          {make.isError && wrong === undefined && <ErrorNotice error={make.error} />}
          <Text size="sm">{t.about}</Text>
          <TextInput
            label={t.name}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={wrong}
            required
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.cancel}
            </Button>
            <Button type="submit" loading={make.isPending} disabled={name.trim() === ""}>
              {t.make}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
