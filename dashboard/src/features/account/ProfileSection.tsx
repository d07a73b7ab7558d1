import { Button, Group, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { type Schema, api, data, sessionQuery } from "@/api";
import { ErrorNotice, defineTexts, useTexts } from "@/ui";
import { Section } from "./Section";
import { meQuery } from "./queries";
import { TEXTS as SHARED } from "./texts";
import { useForm } from "./useForm";

const TEXTS = defineTexts({
  en: {
    title: "About you",
    about: "The other members of the workspace see your name.",
    mobile: "Mobile number",
  },
  sw: {
    title: "Kukuhusu",
    about: "Wanachama wengine wa eneo la kazi wanaona jina lako.",
    mobile: "Namba ya simu",
  },
});

/** How you are called and reached. */
export function ProfileSection({ me }: { me: Schema<"Person"> }) {
  const t = useTexts(TEXTS);
  const shared = useTexts(SHARED);
  const queryClient = useQueryClient();
  const start = { full_name: me.full_name, mobile: me.mobile };
  const form = useForm(start, async (body) => {
    queryClient.setQueryData(meQuery.queryKey, await data(api.PATCH("/api/v1/me", { body })));
    notifications.show({ message: shared.saved });
    await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
  });
  return (
    <Section title={t.title} about={t.about}>
      <form onSubmit={form.onSubmit}>
        <Stack>
          {form.error !== undefined && <ErrorNotice error={form.error} />}
          <TextInput
            {...form.field("full_name")}
            label={shared.fullName}
            autoComplete="name"
            maxLength={200}
          />
          <TextInput
            {...form.field("mobile")}
            type="tel"
            label={t.mobile}
            description={shared.optional}
            autoComplete="tel"
            maxLength={40}
          />
          <Group>
            <Button type="submit" variant="default" loading={form.busy}>
              {shared.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
