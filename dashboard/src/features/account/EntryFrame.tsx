import { Button, Paper, Stack, Text, Title } from "@mantine/core";
import { IconLanguage } from "@tabler/icons-react";
import { type ReactNode, use } from "react";
import { LANGUAGES, LanguageContext, useDocumentTitle } from "@/ui";
import classes from "./EntryFrame.module.css";

interface EntryFrameProps {
  title: string;
  about?: ReactNode;
  children: ReactNode;
}

/** Around the pages of whoever is not signed in yet. */
export function EntryFrame({ title, about, children }: EntryFrameProps) {
  useDocumentTitle(title);
  return (
    <div className={classes.frame}>
      <header className={classes.bar}>
        <span className={classes.brand}>
          <img src="/favicon.svg" alt="" width={28} height={28} />
          Kauli
        </span>
        <OtherLanguage />
      </header>
      <main className={classes.main}>
        <Paper withBorder shadow="xs" p={{ base: "lg", xs: "xl" }} className={classes.card}>
          <Stack gap="lg">
            <div>
              <Title order={1} size="h2">
                {title}
              </Title>
              {about !== undefined && (
                <Text c="dimmed" mt={6} component="div">
                  {about}
                </Text>
              )}
            </div>
            {children}
          </Stack>
        </Paper>
      </main>
    </div>
  );
}

function OtherLanguage() {
  const { language, setLanguage } = use(LanguageContext);
  const other = language === "en" ? "sw" : "en";
  return (
    <Button
      variant="subtle"
      color="gray"
      size="sm"
      lang={other}
      leftSection={<IconLanguage size={18} aria-hidden />}
      onClick={() => setLanguage(other)}
    >
      {LANGUAGES[other]}
    </Button>
  );
}
