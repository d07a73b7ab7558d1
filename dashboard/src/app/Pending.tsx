import { Container } from "@mantine/core";
import { Waiting } from "@/ui";

/** Where a page will be, while it is on its way. */
export function Pending() {
  return (
    <Container py="xl">
      <Waiting />
    </Container>
  );
}
