import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, data } from "@/api";
import { Copyable, ErrorNotice, defineTexts, plural, useTexts } from "@/ui";
import { LIFETIMES, endOf } from "./keys";
import { keysQuery } from "./queries";
import { TEXTS as SHARED } from "./texts";
import { useForm } from "./useForm";

const TEXTS = defineTexts({
  en: {
    title: "New API key",
    name: "What it is for",
    example: "Shop server",
    ends: "Ends",
    never: "Never",
    after: (days: number) => `After ${plural(days, "day", "days")}`,
    make: "Make the key",
    key: "API key",
    once: "Copy the key now: Kauli keeps only its fingerprint and can't show it again.",
    use: "Programs send it as the header",
    done: "I have copied it",
  },
  sw: {
    title: "Ufunguo mpya wa API",
    name: "Ni wa kazi gani",
    example: "Seva ya duka",
    ends: "Utaisha",
    never: "Hautaisha",
    after: (days: number) => `Baada ya siku ${days}`,
    make: "Tengeneza ufunguo",
    key: "Ufunguo wa API",
    once: "Nakili ufunguo sasa: Kauli huhifadhi alama yake tu na haiwezi kuuonyesha tena.",
    use: "Programu huutuma kwenye kichwa",
    done: "Nimeunakili",
  },
});

/** Makes a key, and shows it once. */
export function NewKeyDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useTexts(TEXTS);
  const [key, setKey] = useState("");
  const close = () => {
    onClose();
    setKey("");
  };
  // What is shown once is not to be lost by a click beside it.
  const isShown = key !== "";
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t.title}
      closeOnClickOutside={!isShown}
      closeOnEscape={!isShown}
      withCloseButton={!isShown}
    >
      {isShown ? (
        <Stack>
          <Text size="sm">{t.once}</Text>
          <Copyable value={key} label={t.key} />
          <Text size="sm" c="dimmed">
            {t.use} <code>Authorization: Bearer …</code>
          </Text>
          <Group justify="flex-end">
            <Button onClick={close}>{t.done}</Button>
          </Group>
        </Stack>
      ) : (
        <NewKeyForm onMade={setKey} onCancel={close} />
      )}
    </Modal>
  );
}

interface NewKeyFormProps {
  onMade: (key: string) => void;
  onCancel: () => void;
}

function NewKeyForm({ onMade, onCancel }: NewKeyFormProps) {
  const t = useTexts(TEXTS);
  const shared = useTexts(SHARED);
  const queryClient = useQueryClient();
  const form = useForm({ name: "", days: "0" }, async ({ name, days }) => {
    const expires = endOf(Number(days), Date.now());
    const made = await data(api.POST("/api/v1/keys", { body: { name, expires_at: expires } }));
    onMade(made.key);
    await queryClient.invalidateQueries({ queryKey: keysQuery.queryKey });
  });
  return (
    <form onSubmit={form.onSubmit}>
      <Stack>
        {form.error !== undefined && <ErrorNotice error={form.error} />}
        <TextInput
          {...form.field("name")}
          label={t.name}
          placeholder={t.example}
          maxLength={100}
          required
          data-autofocus
        />
        <NativeSelect
          label={t.ends}
          value={form.values.days}
          onChange={(event) => form.set("days", event.currentTarget.value)}
          data={LIFETIMES.map((days) => ({
            value: String(days),
            label: days === 0 ? t.never : t.after(days),
          }))}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {shared.cancel}
          </Button>
          <Button type="submit" loading={form.busy}>
            {t.make}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
