import { Anchor, Button, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type Schema, api, data } from "@/api";
import { ErrorNotice, Waiting, defineTexts, useFormat, useTexts } from "@/ui";
import { EntryFrame } from "./EntryFrame";
import { NewPersonFields } from "./NewPersonFields";
import { useFaults } from "./faults";
import { invitationQuery } from "./queries";
import { RoleName } from "./RoleName";
import { useEnter } from "./signingIn";
import { useForm } from "./useForm";

const TEXTS = defineTexts({
  en: {
    title: "You are invited",
    join: (workspace: string) => `Join ${workspace}`,
    by: (name: string, workspace: string) => `${name} invites you to the workspace ${workspace}.`,
    as: "Your role:",
    until: (day: string) => `The invitation holds until ${day}.`,
    signIn: "I have an account: sign in",
  },
  sw: {
    title: "Umealikwa",
    join: (workspace: string) => `Jiunge na ${workspace}`,
    by: (name: string, workspace: string) => `${name} anakualika kwenye eneo la kazi ${workspace}.`,
    as: "Jukumu lako:",
    until: (day: string) => `Mwaliko utaisha ${day}.`,
    signIn: "Nina akaunti: ingia",
  },
});

/** Behind an invitation's link: says what it is for and lets its holder in. */
export function InvitationPage() {
  const t = useTexts(TEXTS);
  const faults = useFaults();
  const { token } = useParams({ from: "/invitation/$token" });
  const invitation = useQuery(invitationQuery(token));
  return (
    <EntryFrame
      title={t.title}
      about={invitation.data && t.by(invitation.data.invited_by, invitation.data.workspace)}
    >
      {invitation.isPending && <Waiting />}
      {invitation.isError && <ErrorNotice error={faults.explained(invitation.error)} />}
      {invitation.data && <JoinForm invitation={invitation.data} token={token} />}
      <Anchor component={Link} to="/sign-in" size="sm">
        {t.signIn}
      </Anchor>
    </EntryFrame>
  );
}

function JoinForm({ invitation, token }: { invitation: Schema<"InvitedOut">; token: string }) {
  const t = useTexts(TEXTS);
  const format = useFormat();
  const enter = useEnter();
  const start = { full_name: "", username: "", password: "" };
  const form = useForm(start, async (values) => {
    await data(api.POST("/api/v1/invitations/accept", { body: { ...values, token } }));
    await enter();
  });
  return (
    <form onSubmit={form.onSubmit}>
      <Stack>
        <Text size="sm" component="div">
          {t.as} <RoleName role={invitation.role} explained />
          <br />
          {t.until(format.day(invitation.expires_at))}
        </Text>
        {form.error !== undefined && <ErrorNotice error={form.error} />}
        <NewPersonFields field={form.field} />
        <Button type="submit" loading={form.busy}>
          {t.join(invitation.workspace)}
        </Button>
      </Stack>
    </form>
  );
}
