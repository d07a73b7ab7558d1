import { useQuery } from "@tanstack/react-query";
import { Stack, Text } from "@mantine/core";
import { useSession } from "@/api";
import { ErrorNotice, Page, Waiting, defineTexts, useTexts } from "@/ui";
import { AppearanceSection } from "./AppearanceSection";
import { PasswordSection } from "./PasswordSection";
import { ProfileSection } from "./ProfileSection";
import { RoleName } from "./RoleName";
import { SessionsSection } from "./SessionsSection";
import { meQuery } from "./queries";

const TEXTS = defineTexts({
  en: {
    title: "Your account",
    about: (name: string, workspace: string) => `${name} in ${workspace}`,
  },
  sw: {
    title: "Akaunti yako",
    about: (name: string, workspace: string) => `${name} katika ${workspace}`,
  },
});

/** Who you are here, how you sign in, and where you are signed in. */
export function AccountPage() {
  const t = useTexts(TEXTS);
  const { user } = useSession();
  const me = useQuery(meQuery);
  return (
    <Page
      title={t.title}
      about={
        <Text component="div" style={{ overflowWrap: "anywhere" }}>
          {t.about(user.username, user.workspace)} · <RoleName role={user.role} />
        </Text>
      }
    >
      <Stack gap="lg" maw="44rem">
        {me.isPending && <Waiting />}
        {me.isError && <ErrorNotice error={me.error} retry={() => void me.refetch()} />}
        {me.data && <ProfileSection me={me.data} />}
        <PasswordSection />
        <AppearanceSection />
        <SessionsSection />
      </Stack>
    </Page>
  );
}
