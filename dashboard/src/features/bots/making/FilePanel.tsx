import { Alert, Stack } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError, api, data } from "@/api";
import { ErrorNotice, Waiting, defineTexts, useTexts } from "@/ui";
import type { BotFile } from "../exports";
import { DropZone } from "./DropZone";
import { FaultyLines } from "./FaultyLines";
import { FilePreview } from "./FilePreview";
import { type FileFault, faultyLine, readFiles } from "./files";

const TEXTS = defineTexts({
  en: {
    unfit: "These files can't be read",
    too_many: "Give one file with the whole bot, or three: intents, flow and metadata.",
    too_large: "A file of more than 16 MB is no bot.",
    not_text: "A file is not text in UTF-8; save it as UTF-8 and try again.",
  },
  sw: {
    unfit: "Faili hizi hazisomeki",
    too_many: "Toa faili moja lenye bot nzima, au matatu: intents, flow na metadata.",
    too_large: "Faili lenye zaidi ya MB 16 si bot.",
    not_text: "Faili si maandishi ya UTF-8; lihifadhi kama UTF-8 kisha ujaribu tena.",
  },
});

/** A bot from files: what they hold is shown before it is made. */
export function FilePanel() {
  const t = useTexts(TEXTS);
  const [files, setFiles] = useState<readonly BotFile[]>([]);
  const [fault, setFault] = useState<FileFault | null>(null);
  const preview = useMutation({
    mutationFn: (chosen: readonly BotFile[]) =>
      data(api.POST("/api/v1/bots/import/preview", { body: { files: chosen } })),
  });
  const choose = async (chosen: readonly File[]) => {
    preview.reset();
    const read = await readFiles(chosen);
    setFault(typeof read === "string" ? read : null);
    setFiles(typeof read === "string" ? [] : read);
    if (typeof read !== "string") preview.mutate(read);
  };
  const line = faultyLine(preview.error, files);
  return (
    <Stack maw="46rem">
      <DropZone names={files.map(({ name }) => name)} onChoose={(chosen) => void choose(chosen)} />
      {fault !== null && (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={t.unfit} role="alert">
          {t[fault]}
        </Alert>
      )}
      {preview.isPending && <Waiting lines={3} />}
      {preview.isError && (
        <>
          <ErrorNotice
            error={preview.error}
            retry={isRefused(preview.error) ? undefined : () => preview.mutate(files)}
          />
          {line && <FaultyLines line={line} />}
        </>
      )}
      {preview.data && <FilePreview files={files} preview={preview.data} />}
    </Stack>
  );
}

/** Whether the same files would be refused again. */
function isRefused(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 429;
}
