import { Anchor, Modal, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { sessionQuery, signedOut } from "@/api";
import { SignInForm } from "@/features/account";
import { defineTexts, useTexts } from "@/ui";

const TEXTS = defineTexts({
  en: {
    title: "Sign in again",
    about: "Your session has ended. Sign in to go on; nothing you typed is lost.",
    other: "Sign in as somebody else",
  },
  sw: {
    title: "Ingia tena",
    about: "Muda wako wa kuingia umekwisha. Ingia uendelee; ulichoandika hakijapotea.",
    other: "Ingia kama mtu mwingine",
  },
});

/** When the session ends in the middle of something: sign in on top of it and go on. */
export function SignedOutGuard() {
  const t = useTexts(TEXTS);
  const queryClient = useQueryClient();
  const [ended, setEnded] = useState(false);
  useEffect(() => {
    // Before anybody was signed in, the router leads to the sign-in page.
    const end = () => setEnded(queryClient.getQueryData(sessionQuery.queryKey) !== undefined);
    signedOut.addEventListener("signedOut", end);
    return () => signedOut.removeEventListener("signedOut", end);
  }, [queryClient]);
  const again = async () => {
    await queryClient.query({ ...sessionQuery, staleTime: 0 });
    setEnded(false);
    await queryClient.invalidateQueries();
  };
  return (
    <Modal
      opened={ended}
      onClose={() => undefined}
      withCloseButton={false}
      title={t.title}
      zIndex={1000}
    >
      <Stack>
        <Text size="sm">{t.about}</Text>
        <SignInForm onSignedIn={again} />
        <Anchor href="/sign-in" size="sm">
          {t.other}
        </Anchor>
      </Stack>
    </Modal>
  );
}
