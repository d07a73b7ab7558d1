export { StatusBadge } from "./StatusBadge";
export { botQuery } from "./queries";
export { statusOf } from "./status";
