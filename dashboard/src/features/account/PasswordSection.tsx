import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, data, useSession } from "@/api";
import { ErrorNotice, defineTexts, useTexts } from "@/ui";
import { PasswordField } from "./PasswordField";
import { Section } from "./Section";
import { sessionsQuery, setupQuery } from "./queries";
import { TEXTS as SHARED } from "./texts";
import { useForm } from "./useForm";

const TEXTS = defineTexts({
  en: {
    title: "Password",
    about: "A new password signs you out in all other browsers. API keys stay as they are.",
    current: "Password so far",
    next: "New password",
    change: "Change the password",
    changed: "The password is changed; you are signed out everywhere else.",
    wrong: "That is not your password so far.",
    none: "You have no password yet: this server lets this machine in without one. To sign in from elsewhere,",
    choose: "choose a password",
  },
  sw: {
    title: "Nenosiri",
    about: "Nenosiri jipya linakutoa kwenye vivinjari vingine vyote. Funguo za API zinabaki.",
    current: "Nenosiri la sasa",
    next: "Nenosiri jipya",
    change: "Badilisha nenosiri",
    changed: "Nenosiri limebadilishwa; umetolewa kwingine kote.",
    wrong: "Hilo si nenosiri lako la sasa.",
    none: "Huna nenosiri bado: seva hii inairuhusu kompyuta hii bila nenosiri. Ili kuingia kutoka kwingine,",
    choose: "chagua nenosiri",
  },
});

/** Where you change how you sign in. */
export function PasswordSection() {
  const t = useTexts(TEXTS);
  const isOpen = useSession().csrf_token === "";
  const setup = useQuery({ ...setupQuery, enabled: isOpen });
  if (setup.data?.needed !== true) return <PasswordForm />;
  return (
    <Section title={t.title}>
      <Text size="sm">
        {t.none}{" "}
        <Anchor component={Link} to="/setup" inherit underline="always">
          {t.choose}
        </Anchor>
        .
      </Text>
    </Section>
  );
}

function PasswordForm() {
  const t = useTexts(TEXTS);
  const shared = useTexts(SHARED);
  const { user } = useSession();
  const queryClient = useQueryClient();
  const form = useForm(
    { current: "", new: "" },
    async (body, reset) => {
      await data(api.POST("/api/v1/password", { body }));
      reset();
      notifications.show({ message: t.changed });
      await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    },
    { wrong_password: t.wrong },
  );
  return (
    <Section title={t.title} about={t.about}>
      <form onSubmit={form.onSubmit}>
        <Stack>
          {form.error !== undefined && <ErrorNotice error={form.error} />}
          {/* For password managers, which keep the two together. */}
          <input
            type="text"
            name="username"
            value={user.username}
            autoComplete="username"
            readOnly
            hidden
          />
          <PasswordField
            {...form.field("current")}
            label={t.current}
            autoComplete="current-password"
          />
          <PasswordField
            {...form.field("new")}
            label={t.next}
            description={shared.passwordHint}
            autoComplete="new-password"
            minLength={8}
            maxLength={512}
          />
          <Group>
            <Button type="submit" variant="default" loading={form.busy}>
              {t.change}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
