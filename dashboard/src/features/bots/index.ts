export { botQuery } from "./queries";
