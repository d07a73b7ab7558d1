import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, data, useSession } from "@/api";
import { Copyable, ErrorNotice, defineTexts, useTexts } from "@/ui";
import { RoleSelect } from "./RoleSelect";
import { invitationsQuery } from "./queries";
import { TEXTS as SHARED } from "./texts";
import { useForm } from "./useForm";

const TEXTS = defineTexts({
  en: {
    title: "Invite somebody",
    note: "Whom it is for",
    noteHint: "To tell it from other invitations; only you and other administrators see it.",
    make: "Make the link",
    link: "Invitation link",
    once: "Send this link to the person yourself. It is shown only now, lets one person in, and holds for seven days.",
    done: "Done",
  },
  sw: {
    title: "Alika mtu",
    note: "Ni kwa ajili ya nani",
    noteHint: "Ili kuutofautisha na mialiko mingine; wewe na wasimamizi wengine tu mnaona.",
    make: "Tengeneza kiungo",
    link: "Kiungo cha mwaliko",
    once: "Mtumie mtu huyo kiungo hiki wewe mwenyewe. Kinaonyeshwa sasa tu, kinamruhusu mtu mmoja, na kinadumu siku saba.",
    done: "Tayari",
  },
});

/** Makes an invitation, and shows its link once. */
export function InviteDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useTexts(TEXTS);
  const [link, setLink] = useState("");
  const close = () => {
    onClose();
    setLink("");
  };
  return (
    <Modal opened={opened} onClose={close} title={t.title} closeOnClickOutside={link === ""}>
      {link === "" ? (
        <InviteForm onMade={(path) => setLink(window.location.origin + path)} onCancel={close} />
      ) : (
        <Stack>
          <Text size="sm">{t.once}</Text>
          <Copyable value={link} label={t.link} />
          <Group justify="flex-end">
            <Button onClick={close}>{t.done}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

interface InviteFormProps {
  onMade: (path: string) => void;
  onCancel: () => void;
}

function InviteForm({ onMade, onCancel }: InviteFormProps) {
  const t = useTexts(TEXTS);
  const shared = useTexts(SHARED);
  const { user } = useSession();
  const queryClient = useQueryClient();
  const form = useForm({ role: "editor", note: "" }, async (body) => {
    const made = await data(api.POST("/api/v1/invitations", { body }));
    onMade(made.link);
    await queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey });
  });
  return (
    <form onSubmit={form.onSubmit}>
      <Stack>
        {form.error !== undefined && <ErrorNotice error={form.error} />}
        <RoleSelect
          label={shared.role}
          labelled
          value={form.values.role}
          owners={user.role === "owner"}
          onChange={(role) => form.set("role", role)}
        />
        <TextInput
          {...form.field("note")}
          label={t.note}
          description={t.noteHint}
          maxLength={200}
          data-autofocus
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
