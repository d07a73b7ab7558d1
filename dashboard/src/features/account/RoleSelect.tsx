import { Select, Text } from "@mantine/core";
import type { Role } from "@/api";
import { useTexts } from "@/ui";
import { ROLES, isRole } from "./roles";
import { TEXTS } from "./texts";

interface RoleSelectProps {
  label: string;
  value: string;
  /** Whether an owner may be made here. */
  owners: boolean;
  /** Show the label; else it is for screen readers. */
  labelled?: boolean;
  disabled?: boolean;
  onChange: (role: Role) => void;
}

/** Picks a role, and says what each may do. */
export function RoleSelect({
  label,
  value,
  owners,
  labelled = false,
  disabled = false,
  onChange,
}: RoleSelectProps) {
  const t = useTexts(TEXTS);
  return (
    <Select
      {...(labelled ? { label } : { "aria-label": label })}
      data={ROLES.filter((role) => owners || role !== "owner").map((role) => ({
        value: role,
        label: t.roles[role],
      }))}
      value={value}
      disabled={disabled}
      allowDeselect={false}
      checkIconPosition="right"
      maxDropdownHeight={340}
      comboboxProps={labelled ? {} : { width: 260, position: "bottom-end" }}
      w={labelled ? undefined : 160}
      renderOption={({ option }) => (
        <div>
          <Text size="sm">{option.label}</Text>
          {isRole(option.value) && (
            <Text size="xs" c="dimmed">
              {t.may[option.value]}
            </Text>
          )}
        </div>
      )}
      onChange={(role) => {
        if (isRole(role) && role !== value) onChange(role);
      }}
    />
  );
}
