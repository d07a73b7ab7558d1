/** What can be checked in an answer, and what each check needs to know. */
export const VALIDATOR_PARAMETERS = {
  required_field_validation: [],
  numeric_validation: [],
  phone_number_validation: ["region"],
  length_validation: ["min_length", "max_length"],
  email_validation: [],
  date_validation: [],
  time_validation: [],
  alphanumeric_validation: [],
  zipcode_validation: [],
  response_message_type: ["response_type"],
  custom_validation: ["regex"],
} as const;

export type ValidatorType = keyof typeof VALIDATOR_PARAMETERS;
export type ParameterName = (typeof VALIDATOR_PARAMETERS)[ValidatorType][number];

export const VALIDATOR_TYPES = Object.keys(VALIDATOR_PARAMETERS).filter(isValidatorType);

export function isValidatorType(type: string): type is ValidatorType {
  return Object.hasOwn(VALIDATOR_PARAMETERS, type);
}

/** Kinds of message that `response_message_type` may ask for. */
export const RESPONSE_TYPES = [
  "text",
  "image",
  "video",
  "audio",
  "file",
  "location",
  "interactive",
] as const;
