import { Button, Code, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, data } from "@/api";
import { ErrorNotice, defineTexts, useTexts } from "@/ui";
import { isProof, proofOf } from "./names";

const TEXTS = defineTexts({
  en: {
    title: "Delete the bot?",
    about:
      "It stops answering at once, and its conversations, versions and tests can't be seen any more. What it still has to deliver goes out. This can't be undone: export it first if you may want it again.",
    type: "Type this to delete it:",
    typed: "The bot's name",
    delete: "Delete for good",
    cancel: "Keep it",
    done: (name: string) => `Deleted ${name}.`,
  },
  sw: {
    title: "Ufute bot hii?",
    about:
      "Itaacha kujibu mara moja, na mazungumzo, matoleo na majaribio yake hayataonekana tena. Inachobaki kutuma kitatumwa. Haiwezi kutenduliwa: ipakue kwanza kama huenda utaihitaji tena.",
    type: "Andika hivi ili kuifuta:",
    typed: "Jina la bot",
    delete: "Futa kabisa",
    cancel: "Ibakize",
    done: (name: string) => `${name} imefutwa.`,
  },
});

interface DeleteBotDialogProps {
  bot: { id: number; name: string };
  onClose: () => void;
}

/** Deletes a bot, once its name was typed. */
export function DeleteBotDialog({ bot, onClose }: DeleteBotDialogProps) {
  const t = useTexts(TEXTS);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const remove = useMutation({
    mutationFn: () =>
      data(api.DELETE("/api/v1/bots/{bot_id}", { params: { path: { bot_id: bot.id } } })),
    onSuccess: async () => {
      onClose();
      notifications.show({ message: t.done(proofOf(bot.name)) });
      await navigate({ to: "/" });
      client.removeQueries({ queryKey: ["bots", bot.id] });
      await client.invalidateQueries({ queryKey: ["bots", "list"] });
    },
  });
  const may = isProof(typed, bot.name);
  return (
    <Modal opened onClose={onClose} title={t.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (may) remove.mutate();
        }}
      >
        <Stack>
          {remove.isError && <ErrorNotice error={remove.error} />}
          <Text size="sm">{t.about}</Text>
          <div>
            <Text size="sm" mb={4}>
              {t.type}
            </Text>
            <Code block style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
              {proofOf(bot.name)}
            </Code>
          </div>
          <TextInput
            label={t.typed}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.cancel}
            </Button>
            <Button type="submit" color="red.9" disabled={!may} loading={remove.isPending}>
              {t.delete}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
